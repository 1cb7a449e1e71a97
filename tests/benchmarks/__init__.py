"""Speed and size, measured by hand: ``python -m tests.benchmarks``. See docs/performance.md."""
