"""Where the areas are: boundaries, who borders whom, and the tile layout."""
