"""Addresses of public releases and of disclosure control."""

from django.urls import path

from review.releases import preparing, views

urlpatterns = [
    path("inspections/<slug:slug>/releases/", views.releases, name="releases"),
    path("inspections/<slug:slug>/releases/prepare/", preparing.release_prepare, name="release-prepare"),
    path("inspections/<slug:slug>/releases/disclosure/", views.disclosure, name="disclosure"),
    path("releases/<uuid:release>/", views.release, name="release"),
    path("releases/<uuid:release>/download/", views.release_download, name="release-download"),
]
