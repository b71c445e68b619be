"""What the head of every page says."""
import pytest

from tests.builders import make_person
from xuanguan.notices.actions import tell
from xuanguan.notices.enums import NoticeKind


@pytest.mark.django_db
def test_the_head_of_a_page_counts_the_notices_that_were_not_read(client):
    officer = make_person("officer")
    for number in range(2):
        tell(people=[officer], kind=NoticeKind.RETURNED, key=f"matter {number}", text="Overdue", by=None)
    client.force_login(officer)

    page = client.get("/notices/").content.decode()

    assert '<span class="head-count">2<' in page
