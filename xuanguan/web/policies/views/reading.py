"""The list of policies, a policy as a text with its clauses, and one clause with what was done for it."""
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.design.values import Link
from xuanguan.policies import queries
from xuanguan.policies.enums import Certainty
from xuanguan.policies.models import Clause, Policy, PolicyVersion
from xuanguan.policies.permissions import can_import_policies
from xuanguan.web.policies.counts import activities_for, campaign_of, counts_of
from xuanguan.web.policies.words import known, tally

ACTIVITIES_ON_A_PAGE = 25


@require_safe
def policy_list(request: HttpRequest) -> HttpResponse:
    return render(request, "policies/list.html", {
        "versions": queries.versions_in_list(),
        "may_import": can_import_policies(request.user),
    })


@require_safe
def policy(request: HttpRequest, policy: str) -> HttpResponse:
    version = version_asked_for(request, policy)
    campaign = campaign_of(version, request.user, request.session.get("campaign"))
    counts = counts_of(campaign, request.user)
    tree = queries.clause_tree(version, counts)
    nodes = [node for top in tree for node in top.walk()]
    words = request.GET.get("q", "").strip()
    targets = list(version.targets.select_related("clause"))
    return render(request, "policies/policy.html", {
        "policy": version.policy, "version": version, "campaign": campaign, "tree": tree, "words": words,
        "rows": [(node, known(node.clause.certainty)) for node in nodes],
        "found": list(queries.find_clauses(version, words)) if words else None,
        "clauses_known": tally(node.clause.certainty for node in nodes),
        "shows_marks": any(node.clause.certainty != Certainty.CONFIRMED for node in nodes),
        "targets": [(target, known(target.certainty)) for target in targets],
        "versions": version_links(version), "suffix": suffix_of(version),
        "may_import": can_import_policies(request.user),
    })


@require_safe
def clause(request: HttpRequest, policy: str, clause: str) -> HttpResponse:
    version = version_asked_for(request, policy)
    found = get_object_or_404(Clause.objects.select_related("version__policy"), version=version, code=clause)
    campaign = campaign_of(version, request.user, request.session.get("campaign"))
    counts = counts_of(campaign, request.user)
    activities = activities_for(found, campaign, request.user) if campaign else []
    return render(request, "policies/clause.html", {
        "policy": version.policy, "version": version, "campaign": campaign, "clause": found, "known": known(found.certainty),
        "trail": trail(found), "suffix": suffix_of(version),
        "below": [(child, counts.get(child.pk, 0), known(child.certainty)) for child in found.children.order_by("order")],
        "targets": [(target, known(target.certainty)) for target in found.targets.all()],
        "page": Paginator(activities, ACTIVITIES_ON_A_PAGE).get_page(request.GET.get("page")),
        "neighbours": neighbours(found),
    })


def version_asked_for(request: HttpRequest, code: str) -> PolicyVersion:
    """The version named in the address, else the one in force."""
    policy = get_object_or_404(Policy, code=code)
    if (number := request.GET.get("version", "")).isdigit():
        return get_object_or_404(PolicyVersion.objects.select_related("policy"), policy=policy, pk=number)
    version = queries.current_version(policy)
    return version or get_object_or_404(PolicyVersion, policy=policy)


def suffix_of(version: PolicyVersion) -> str:
    """What addresses of this version end in: nothing for the one in force, so that links stay short and lasting."""
    return "" if version == queries.current_version(version.policy) else f"?version={version.pk}"


def version_links(version: PolicyVersion) -> list[Link]:
    """A tab for each version, where there are several."""
    versions = list(version.policy.versions.order_by("-issued_on", "-pk"))
    address = reverse("policies:policy", args=[version.policy.code])
    return [Link(one.label, f"{address}?version={one.pk}", one == version) for one in versions] if len(versions) > 1 else []


def trail(clause: Clause) -> list[Link]:
    version, suffix = clause.version, suffix_of(clause.version)
    policy = version.policy
    above = [Link(str(one), reverse("policies:clause", args=[policy.code, one.code]) + suffix) for one in queries.path_to(clause)]
    return [
        Link(_("Policies"), reverse("policies:list")), Link(policy.short, reverse("policies:policy", args=[policy.code]) + suffix), *above,
        Link(str(clause))]


def neighbours(clause: Clause) -> tuple[Clause | None, Clause | None]:
    """The clauses before and after it in the text."""
    clauses = clause.version.clauses
    return clauses.filter(order__lt=clause.order).order_by("-order").first(), clauses.filter(order__gt=clause.order).order_by("order").first()
