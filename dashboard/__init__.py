"""Regional needs-and-services dashboard for reducing parental conflict.

The folders follow the journey of a figure::

    data/  ->  compile  ->  data/compiled/  ->  dataset  ->  analysis
           ->  figures, exports  ->  cards  ->  components  ->  pages
"""
