"""Bringing a policy in: choose the file, see what would happen, do it."""
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import read_upload
from xuanguan.design.values import Problem
from xuanguan.policies import imports
from xuanguan.policies.parsing.packing import packed, unpacked
from xuanguan.policies.permissions import check_import_policies
from xuanguan.web.policies.forms import ImportForm

SALT = "policies.import"
# The dry run travels with the page and is good for a day.
GOOD_FOR = 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def import_policy(request: HttpRequest) -> HttpResponse:
    check_import_policies(request.user)
    if request.method != "POST":
        return render(request, "policies/import.html", {"form": ImportForm()})
    if "plan" in request.POST:
        return apply(request)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "policies/import.html", {"form": form}, status=422)
    try:
        upload = form.cleaned_data["file"]
        parsed = imports.read_policy(read_upload(upload, limit=settings.DOCUMENT_LIMIT), upload.name)
        plan = imports.plan_import(parsed, code=form.cleaned_data["code"], label=form.cleaned_data["version"])
    except imports.PolicyNeedsWords as lacking:
        form.add_error(lacking.field if lacking.field in form.fields else "file", lacking.sentence)
    except PersonError as refused:
        form.add_error("file", refused.sentence)
    else:
        return dry_run(request, plan)
    return render(request, "policies/import.html", {"form": form}, status=422)


def dry_run(request: HttpRequest, plan: imports.ImportPlan, *, problems: list[Problem] | None = None) -> HttpResponse:
    """What would happen, with the parsed text signed for this person, so that no file lies about between the two steps."""
    carried = {"parsed": packed(plan.parsed), "code": plan.code, "label": plan.label, "fingerprint": plan.fingerprint, "by": request.user.pk}
    return render(request, "policies/dry_run.html", {
        "plan": plan, "problems": problems, "carried": signing.dumps(carried, salt=SALT, compress=True),
        "created": plan.count(imports.CREATED), "changed": plan.count(imports.CHANGED), "removed": plan.count(imports.REMOVED),
        "same": plan.count(imports.SAME), "replaceable": plan.policy is not None and plan.version is None,
        "target_changes": [row for row in plan.target_rows if row.what != imports.SAME],
    }, status=409 if problems else 200)


def apply(request: HttpRequest) -> HttpResponse:
    try:
        carried = signing.loads(request.POST["plan"], salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        carried = {}
    if carried.get("by") != request.user.pk:
        messages.error(request, _("The dry run is too old or was not yours. Choose the file again."))
        return redirect("policies:import")
    plan = imports.plan_import(unpacked(carried["parsed"]), code=carried["code"], label=carried["label"])
    if plan.fingerprint != carried["fingerprint"]:
        return dry_run(request, plan, problems=[Problem(
            _("The policy was changed by somebody since the dry run. This is what would happen now; look again and apply."))])
    version = imports.apply_import(plan, replaces="replaces" in request.POST, by=request.user)
    messages.success(request, _("“%(policy)s” is here, version %(label)s: %(count)s clauses.") % {
        "policy": version.policy, "label": version.label, "count": version.clauses.count()})
    return redirect("policies:policy", version.policy.code)
