"""What ids of the figures are called: the fronts, kinds and measures of a campaign."""
from dataclasses import dataclass

from xuanguan.analytics import MeasureKey
from xuanguan.campaigns.models import ActivityKind, Campaign, Front, KindMeasure


@dataclass(frozen=True, slots=True)
class Names:
    fronts: dict[int, Front]
    kinds: dict[int, ActivityKind]
    measures: dict[MeasureKey, KindMeasure]
    by_code: dict[str, KindMeasure]

    def measure(self, key: MeasureKey) -> KindMeasure | None:
        """The form's own entry of a measure; one written with another word goes by its code."""
        return self.measures.get(key) or self.by_code.get(key.name)

    def adds(self, key: MeasureKey) -> bool:
        """Whether values of different activities add: persons do not (counting.md, rule 6)."""
        known = self.measures.get(key)
        return known is None or known.is_additive

    def called(self, key: MeasureKey) -> str:
        return str(self.measure(key) or key.name)

    def word(self, key: MeasureKey) -> str:
        """The measure word in the language of the page."""
        known = self.measures.get(key)
        return known.unit if known else key.word


def names_of(campaign: Campaign) -> Names:
    """Three queries, once for each campaign object."""
    kept = getattr(campaign, "_names_of_figures", None)
    if kept is None:
        measures: dict[MeasureKey, KindMeasure] = {}
        by_code: dict[str, KindMeasure] = {}
        for one in KindMeasure.objects.filter(kind__campaign=campaign).order_by("kind__order", "order", "pk"):
            measures.setdefault(MeasureKey(one.code, one.unit_zh), one)
            by_code.setdefault(one.code, one)
        kept = Names({front.pk: front for front in campaign.fronts.order_by("order", "pk")},
                     {kind.pk: kind for kind in campaign.kinds.order_by("order", "pk")}, measures, by_code)
        campaign._names_of_figures = kept  # type: ignore[attr-defined]
    return kept
