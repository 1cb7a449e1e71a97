"""Read-only access to the compiled dataset."""

from dashboard.dataset.dataset import Dataset, DatasetMissingError

__all__ = ["Dataset", "DatasetMissingError"]
