"""The legend of a map, from the object that paints it."""

from dashboard.figures.colours import Classes


def legend_items(classes: Classes) -> list[tuple[str, str, int]]:
    """Colour, label and number of areas of each class that is on the map.

    In the order of the scale, "No figure" last.
    """
    missing, *ranges = classes.items
    return [(item.colour, item.label, item.count) for item in [*ranges, missing] if item.count]
