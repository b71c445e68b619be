"""English wordings, by the general code of the kind. `(s)` and `(y/ies)` follow the number: one lecture, two lectures."""

from xuanguan.writing.wordings.wording import Wording

_PEOPLE = {"participants 人次": "with {n} attendance(s)", "participants 人": "with {n} person(/s) taking part"}
_REACHED = {"people_reached 人次": "with {n} contact(s)", "people_reached 人": "reaching {n} person(/s)"}
_VIEWS = {"people_reached 次": "viewed {n} time(s)"}
_UNITS = {"units 个": "joined by {n} unit(s)"}
_FIRMS = {"enterprises 家": "joined by {n} enterprise(s)"}

ENGLISH: dict[str, Wording] = {
    "briefing_to_leaders": Wording(
        "briefed their leaders", "briefed their leaders on {n} occasion(s)", "", {"sessions 次": "briefed their leaders on {n} occasion(s)"}, ("sessions 次",), ("sessions 次",)),
    "leaders_directive": Wording("had instructions from their leaders", "had instructions from their leaders", ""),
    "agreement": Wording("signed a letter of responsibility", "signed {n} letter(s) of responsibility", ""),
    "work_report_inclusion": Wording("wrote it into the government's work report", "wrote it into the government's work report", ""),
    "performance_assessment": Wording("took it into the performance assessment", "took it into the performance assessment", ""),
    "responsibility_assignment": Wording(
        "assigned the responsibilities", "assigned the responsibilities in {n} document(s)", "",
        {"items 项": "with {n} task(s)", "units 个": "among {n} unit(s)"}),
    "plan_issued": Wording("issued a plan", "issued {n} plan(s)", "", {"activities 项": "with {n} planned activit(y/ies)"}),
    "enterprise_interview": Wording(
        "talked with enterprises in default", "talked with enterprises in default on {n} occasion(s)", "",
        {"enterprises 家": "talked with {n} enterprise(s) in default", "sessions 次": "in {n} meeting(s)", "participants 人": "with {n} person(/s)"},
        ("enterprises 家",)),
    "enterprise_training": Wording(
        "trained enterprises", "held {n} training course(s) for enterprises", "",
        {"sessions 期": "held {n} training course(s) for enterprises", **_PEOPLE, "enterprises 家": "from {n} enterprise(s)"}, ("sessions 期",), ("sessions 期",)),
    "training_course": Wording(
        "held a training course", "held {n} training course(s)", "",
        {"sessions 期": "held {n} training course(s)", **_PEOPLE, "units 个": "from {n} unit(s)"}, ("sessions 期",), ("sessions 期",)),
    "study_session": Wording(
        "held a study session", "held {n} study session(s)", "", {"sessions 次": "held {n} study session(s)", **_PEOPLE}, ("sessions 次",), ("sessions 次",)),
    "lecture": Wording(
        "held a lecture", "held {n} lecture(s)", "", {"sessions 场": "held {n} lecture(s)", **_PEOPLE, **_REACHED, **_UNITS}, ("sessions 场",), ("sessions 场",)),
    "conference": Wording(
        "held a meeting", "held {n} meeting(s)", "", {"sessions 次": "held {n} meeting(s)", **_PEOPLE, **_UNITS, **_FIRMS}, ("sessions 次",), ("sessions 次",)),
    "written_reflection": Wording(
        "had reflections written", "had reflections written on {n} occasion(s)", "",
        {"reports_written 篇": "had {n} reflection(s) written", "participants 人": "by {n} person(/s)"}, ("reports_written 篇",)),
    "quiz_or_contest": Wording(
        "held a quiz", "held {n} quiz(/zes)", "",
        {"sessions 场": "held {n} quiz(/zes)", **_PEOPLE, "questions 道": "with {n} question(s)", "items 个": "with {n} prize(s)", **_UNITS},
        ("sessions 场",), ("sessions 场",)),
    "signature_or_pledge": Wording(
        "held a signing of pledges", "held {n} signing(s) of pledges", "",
        {"enterprises 家": "joined by {n} enterprise(s)", "copies_signed 份": "with {n} pledge(s) signed", **_PEOPLE}),
    "materials_subscription": Wording(
        "ordered study materials", "ordered study materials on {n} occasion(s)", "",
        {"copies_ordered 册": "ordered {n} cop(y/ies) of study materials", "enterprises 家": "for {n} enterprise(s)"}, ("copies_ordered 册",)),
    "materials_distributed": Wording(
        "handed out materials", "handed out materials on {n} occasion(s)", "",
        {"copies 份": "handed out {n} cop(y/ies)", "copies_printed 册": "printed {n} cop(y/ies)", "items 种": "of {n} kind(s)"}, ("copies 份", "copies_printed 册")),
    "consultation_service": Wording(
        "gave advice on the spot", "gave advice on the spot on {n} occasion(s)", "",
        {"consultations 人次": "gave {n} consultation(s)", "questions 个": "answering {n} question(s)", "items 件": "taking {n} tip(s)", "people_reached 人次": "with {n} contact(s)"},
        ("consultations 人次",)),
    "enterprise_visit": Wording(
        "visited enterprises", "visited enterprises on {n} occasion(s)", "",
        {"enterprises 家": "visited {n} enterprise(s)", "sessions 次": "in {n} round(s)", **_PEOPLE, **_REACHED}, ("enterprises 家",)),
    "exhibition_or_street_event": Wording(
        "held an event in public places", "held {n} event(s) in public places", "",
        {"activities 场": "held {n} event(s) in public places", "sessions 场": "held {n} event(s) in public places", "boards 块": "with {n} display board(s)",
         "banners 条": "with {n} banner(s)", "participants 人": "with {n} person(/s) taking part", **_REACHED, **_UNITS, "items 件": "with {n} exhibit(s)"},
        ("activities 场", "sessions 场"), ("activities 场", "sessions 场")),
    "broadcast_video": Wording(
        "showed videos", "showed videos on {n} occasion(s)", "",
        {"posts 部": "showed {n} video(s)", "items 块": "on {n} screen(s)", "people_reached 人次": "with {n} contact(s)", "people_reached 次": "viewed {n} time(s)",
         "units 个": "in {n} unit(s)"}, ("posts 部",)),
    "outdoor_advert": Wording(
        "put up outdoor advertisements", "put up outdoor advertisements in {n} place(s)", "",
        {"boards 块": "put up {n} billboard(s)", "banners 条": "hung {n} banner(s)"}, ("boards 块", "banners 条")),
    "newspaper": Wording("published in newspapers", "published in newspapers on {n} occasion(s)", "", {"posts 篇": "published {n} newspaper article(s)"}, ("posts 篇",)),
    "television": Wording(
        "went on television", "went on television on {n} occasion(s)", "",
        {"sessions 期": "broadcast {n} television programme(s)", "posts 条": "with {n} item(s) of television news"}, ("sessions 期",)),
    "radio": Wording(
        "went on the radio", "went on the radio on {n} occasion(s)", "",
        {"sessions 期": "broadcast {n} radio programme(s)", "posts 条": "with {n} item(s) of radio news"}, ("sessions 期",)),
    "website_column": Wording("opened a column on a website", "opened {n} column(s) on websites", "", {"posts 篇": "with {n} post(s)"}),
    "social_media": Wording(
        "published on social media", "published on social media on {n} occasion(s)", "", {"posts 条": "published {n} post(s) on social media", **_VIEWS, **_REACHED}, ("posts 条",)),
    "message_push": Wording(
        "sent text messages", "sent text messages on {n} occasion(s)", "",
        {"messages 条": "sent {n} text message(s)", "posts 条": "with {n} push notice(s)", "people_reached 人": "reaching {n} person(/s)", "units 个": "to {n} unit(s)"},
        ("messages 条",)),
    "inspection": Wording(
        "inspected and explained", "inspected and explained on {n} occasion(s)", "",
        {"sessions 次": "inspected and explained on {n} occasion(s)", "enterprises 家": "at {n} enterprise(s)", "items 个": "finding {n} fault(s)"}, ("sessions 次",), ("sessions 次",)),
    "other": Wording("did other work", "did other work on {n} occasion(s)", "", {"trips 台次": "with {n} vehicle trip(s)", **_REACHED}),
}
