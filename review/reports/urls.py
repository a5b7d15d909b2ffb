"""Addresses of reports and published results."""

from django.urls import path

from review.reports import downloads, views

urlpatterns = [
    path("inspections/<slug:slug>/report/", views.report, name="report"),
    path("inspections/<slug:slug>/report/download/", downloads.report_download, name="report-download"),
    path("inspections/<slug:slug>/report/cases/", views.report_cases, name="report-cases"),
    path("published/", views.external_list, name="external-list"),
    path("published/<slug:slug>/download/", downloads.external_download, name="external-download"),
    path("published/<slug:slug>/", views.external_result, name="external-result"),
]
