"""Addresses of what counts, as a reviewer may see it."""

from django.urls import path

from review.counting import views

urlpatterns = [
    path("reviews/<uuid:review>/topics/<slug:topic>/grades/", views.topic_team_grades, name="team-grades"),
]
