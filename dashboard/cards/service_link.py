"""The address of a service's own page."""

from dashboard.view_state import View


def service_href(view: View, service_id: str) -> str:
    """Where everything known about a service is shown."""
    return view.go("service", service_id).href
