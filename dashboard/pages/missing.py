"""The pages for an address that leads nowhere, and for what a region does not hold."""

from dashboard.cards.model import Body, Prose


def body(reason: str) -> Body:
    """Say what was asked for and lead back."""
    return Body(
        title="Not found",
        description="There is nothing at this address.",
        sections=(
            Prose(
                "missing",
                "",
                f"{reason}\n\n"
                "The link may be old, or part of it may be missing. From here you can go to "
                "the [region at a glance](/), look through [all indicators](/indicator) or "
                "[all areas](/area), see [services](/services), or read [about the data](/data).",
            ),
        ),
    )


def not_held(title: str, description: str, what: str) -> Body:
    """A page about something that a region need not have, such as a survey of support."""
    nothing = Prose("nothing", "", f"There is no {what} in this region yet.")
    return Body(title=title, description=description, sections=(nothing,))
