"""Addresses of public releases, of disclosure control, and of what was told of a case."""

from django.urls import path

from review.releases import figures_views, preparing, reopening, views

urlpatterns = [
    path("cases/<uuid:subject>/figures/", figures_views.case_figures, name="case-figures"),
    path("cases/<uuid:subject>/reopen/", reopening.case_reopen, name="case-reopen"),
    path("inspections/<slug:slug>/releases/", views.releases, name="releases"),
    path("inspections/<slug:slug>/releases/prepare/", preparing.release_prepare, name="release-prepare"),
    path("inspections/<slug:slug>/releases/disclosure/", views.disclosure, name="disclosure"),
    path("releases/<uuid:release>/", views.release, name="release"),
    path("releases/<uuid:release>/download/", views.release_download, name="release-download"),
]
