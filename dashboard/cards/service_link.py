"""Where a service has its own page."""

from dashboard.view_state import View


def service_href(view: View, service_id: str) -> str:
    """The address of a service's own page."""
    return view.go("service", service_id).href
