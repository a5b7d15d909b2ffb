"""Addresses of a review's record of work."""

from django.urls import path

from review.reviewing.record import views

urlpatterns = [
    path("reviews/<uuid:review>/record/", views.review_record, name="review-record"),
    path("reviews/<uuid:review>/record/<slug:criterion>/", views.question_record, name="review-record-question"),
]
