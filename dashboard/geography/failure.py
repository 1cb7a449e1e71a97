"""The one error of this package that a person is meant to read."""


class BoundaryError(Exception):
    """Boundaries cannot be built or imported; the message says what is wrong and what to do."""

    def __init__(self, message: str, *, exit_code: int = 1) -> None:
        """Describe a failure.

        Args:
            message: one paragraph in plain English that names the file.
            exit_code: 1 where the content is wrong, 2 where it cannot be read at all.
        """
        super().__init__(message)
        self.exit_code = exit_code
