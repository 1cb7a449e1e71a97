"""Files: the same tables as on screen, as bytes for CSV, Excel and Parquet.

Nothing here knows about Dash, routes or file names. Text that a spreadsheet could run as
a formula is made harmless on the way out; numbers stay numbers.
"""
