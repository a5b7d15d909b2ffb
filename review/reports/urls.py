"""Addresses of reports and published results."""

from django.urls import path

from review.reports import beside_views, build_views, downloads, grid_views, published_views, views

urlpatterns = [
    path("inspections/<slug:slug>/report/", views.report, name="report"),
    path("inspections/<slug:slug>/report/download/", downloads.report_download, name="report-download"),
    path("inspections/<slug:slug>/report/cases/", views.report_cases, name="report-cases"),
    path("inspections/<slug:slug>/report/grid/", grid_views.report_grid, name="report-grid"),
    path("inspections/<slug:slug>/report/grid/download/", grid_views.report_grid_download, name="report-grid-download"),
    path("inspections/<slug:slug>/report/build/", build_views.report_build, name="report-build"),
    path("inspections/<slug:slug>/report/save/", build_views.report_save, name="report-save"),
    path("reports/beside/", beside_views.report_beside, name="report-beside"),
    path("reports/methods/", build_views.report_methods, name="report-methods"),
    path("reports/<uuid:saved>/", build_views.report_saved, name="report-saved"),
    path("reports/<uuid:saved>/remove/", build_views.report_remove, name="report-remove"),
    path("published/", published_views.external_list, name="external-list"),
    path("published/<slug:slug>/download/", downloads.external_download, name="external-download"),
    path("published/<slug:slug>/", published_views.external_result, name="external-result"),
]
