"""Addresses of policies. `import` is no policy's code (policies.imports.RESERVED_CODES)."""
from django.urls import path

from xuanguan.web.policies.views import importing, reading

app_name = "policies"
urlpatterns = [
    path("", reading.policy_list, name="list"),
    path("import/", importing.import_policy, name="import"),
    path("<slug:policy>/", reading.policy, name="policy"),
    path("<slug:policy>/clauses/<str:clause>/", reading.clause, name="clause"),
]
