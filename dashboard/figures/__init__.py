"""Charts and maps: frame + metadata + look -> plotly Figure, one chart type per file.

Nothing here knows about Dash, files or the dataset. Every chart labels its values and
draws or lists every area it is given, with the reason where there is no figure.
"""
