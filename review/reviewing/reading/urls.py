"""Addresses of reading beside the form."""

from django.urls import path

from review.reviewing.reading import views

urlpatterns = [
    path("reviews/<uuid:review>/answers/<slug:criterion>/evidence/", views.evidence_add, name="evidence-add"),
]
