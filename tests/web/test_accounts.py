"""Signing in, out, and the pause after five failures."""
import pytest

from tests.builders import make_person


@pytest.fixture
def officer(db):
    return make_person("officer")


def test_a_person_signs_in_and_comes_to_today(client, officer):
    response = client.post("/sign-in/", {"username": "officer", "password": "a long enough password"})

    assert response.url == "/"


def test_a_person_comes_back_to_the_page_they_wanted(client, officer):
    assert client.get("/password/").url == "/sign-in/?next=/password/"


def test_a_wrong_password_gets_a_sentence_and_keeps_the_name(client, officer):
    page = client.post("/sign-in/", {"username": "officer", "password": "wrong"}).content.decode()

    assert ('value="officer"' in page, "correct username and password" in page) == (True, True)


def test_five_wrong_passwords_make_a_pause(client, officer):
    for _n in range(5):
        response = client.post("/sign-in/", {"username": "officer", "password": "wrong"})

    assert (response.status_code, "quarter of an hour" in response.content.decode()) == (429, True)
    assert client.post("/sign-in/", {"username": "officer", "password": "a long enough password"}).status_code == 429


def test_signing_out_needs_a_post(client, officer):
    client.force_login(officer)

    assert (client.get("/sign-out/").status_code, client.post("/sign-out/").status_code) == (405, 302)


def test_demo_accounts_are_offered_in_demo_mode_only(client, officer, settings):
    officer.is_demo = True
    officer.save()

    outside = client.post("/sign-in/demo/", {"person": "officer"}).status_code
    settings.DEMO = True
    inside = client.post("/sign-in/demo/", {"person": "officer"})

    assert (outside, inside.status_code, inside.url) == (404, 302, "/")


def test_only_demo_accounts_can_be_chosen(client, officer, settings):
    settings.DEMO = True

    assert client.post("/sign-in/demo/", {"person": "officer"}).status_code == 404
