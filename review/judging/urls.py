"""Addresses of the judgments of forces."""

from django.urls import path

from review.judging.views import citing, giving, showing

urlpatterns = [
    path("inspections/<slug:slug>/judgments/", showing.judgments, name="judgments"),
    path("inspections/<slug:slug>/judgments/download/", showing.judgments_download, name="judgments-download"),
    path("inspections/<slug:slug>/judgments/framework/", showing.force_framework, name="force-framework"),
    path("inspections/<slug:slug>/judgments/<uuid:force>/give/", giving.force_give, name="force-give"),
    path("forces/<uuid:subject>/take-up/", giving.force_take_up, name="force-take-up"),
    path("forces/<uuid:subject>/", showing.force_judgments, name="force-judgments"),
    path("reviews/<uuid:review>/cite/<slug:criterion>/", citing.force_cite, name="force-cite"),
]
