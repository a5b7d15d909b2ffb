"""Addresses of the editor's pages, what stands on them, and what their forms would post."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from access.models import User
from review.frameworks.models import FrameworkVersion


def signed_in(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def url(name: str, version: FrameworkVersion, *more: object) -> str:
    """Return the address of a page of a version."""
    return reverse(name, args=[version.framework.code, version.number, *more])


def words(response: Any) -> str:
    """Return a page's text without its tags, with white space made single."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())


def problems(response: Any) -> list[str]:
    """Return what the error summary of a page lists."""
    return re.findall(r"<li>(.*?)</li>", response.content.decode().partition("error-summary__list")[2][:3000])


def filled(response: Any) -> dict[str, Any]:
    """Return what the main form of a page would post as it stands."""
    form = response.context["form"]
    posted: dict[str, Any] = {"loaded": response.context["loaded"]}
    for source in (form, *form.flat_rows):
        for field in source:
            value = field.value()
            posted[field.html_name] = "" if value is None else "on" if value is True else value
            if value is False:
                del posted[field.html_name]
    for rows in form.rows.values():
        for field in rows.management_form:
            posted[field.html_name] = field.value()
    for one in form.flat_rows:
        for rows in one.inner.values():
            for field in rows.management_form:
                posted[field.html_name] = field.value()
    return posted
