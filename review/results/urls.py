"""Addresses of results from all cases, and of those that are entered."""

from django.urls import path

from review.results.views import entering, showing

urlpatterns = [
    path("inspections/<slug:slug>/results/", showing.results, name="results"),
    path("inspections/<slug:slug>/results/enter/", entering.enter, name="results-enter"),
    path("inspections/<slug:slug>/results/of/<slug:topic>/", showing.result, name="result"),
    path("inspections/<slug:slug>/results/<uuid:force>/enter/", entering.enter_for_force, name="force-results-enter"),
    path("inspections/<slug:slug>/results/<uuid:force>/of/<slug:topic>/", showing.force_result, name="force-result"),
]
