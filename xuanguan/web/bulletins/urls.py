"""Addresses of bulletins."""
app_name = "bulletins"
urlpatterns: list = []
