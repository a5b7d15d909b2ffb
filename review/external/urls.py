"""Addresses at which administrators keep published results; those at which everybody reads them are of reports."""

from django.urls import path

from review.external import import_views, views, withdrawing

urlpatterns = [
    path("published/add/", views.external_add, name="external-add"),
    path("published/import/", import_views.external_import, name="external-import"),
    path("published/<slug:slug>/change/", views.external_change, name="external-change"),
    path("published/<slug:slug>/withdraw/", withdrawing.external_withdraw, name="external-withdraw"),
    path("published/<slug:slug>/restore/", withdrawing.external_restore, name="external-restore"),
]
