"""One thing to read at a time: title, computed sentence, chart and table twin."""
