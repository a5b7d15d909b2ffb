"""Addresses of a review."""

from django.urls import include, path

from review.reviewing.views import following, overview, parting, passages, topics

urlpatterns = [
    path("", include("review.reviewing.record.urls")),
    path("", include("review.reviewing.autosave.urls")),
    path("", include("review.reviewing.late.urls")),
    path("", include("review.reviewing.reading.urls")),
    path("", include("review.reviewing.screening.urls")),
    path("reviews/<uuid:review>/", overview.review, name="review"),
    path("reviews/<uuid:review>/topics/<slug:topic>/", topics.review_topic, name="review-topic"),
    path("reviews/<uuid:review>/next/", following.review_next, name="review-next"),
    path("reviews/<uuid:review>/check/", parting.review_check, name="review-check"),
    path("reviews/<uuid:review>/submit/", parting.review_submit, name="review-submit"),
    path("reviews/<uuid:review>/evidence/<uuid:evidence>/remove/", passages.evidence_remove, name="evidence-remove"),
    path("reviews/<uuid:review>/flags/", passages.flag_add, name="flag-add"),
    path("reviews/<uuid:review>/flags/<uuid:flag>/remove/", passages.flag_remove, name="flag-remove"),
]
