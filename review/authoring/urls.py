"""Addresses of the editor."""

from django.urls import path

from review.authoring.views import comments, diff, drafts, parts, previewing, steps, texts, tree, trying

VERSION = "frameworks/<slug:code>/<int:number>/"
DRAFT = f"{VERSION}edit/"
PART = f"{DRAFT}part/<slug:kind>/<slug:part>/"
RULE = f"{DRAFT}rule/<slug:rule>/"

COMPARED = "frameworks/<slug:code>/diff/<int:older>/<int:newer>/"

urlpatterns = [
    path("frameworks/<slug:code>/diff/", diff.framework_compare, name="framework-compare"),
    path(COMPARED, diff.framework_diff, name="framework-diff"),
    path(f"{COMPARED}past-reviews/", diff.framework_replay, name="framework-replay"),
    path("frameworks/new/", drafts.framework_new, name="framework-new"),
    path(f"{VERSION}draft/", drafts.draft_start, name="draft-start"),
    path(f"{VERSION}publish/", drafts.framework_publish, name="framework-publish"),
    path(f"{VERSION}discard/", drafts.framework_discard, name="framework-discard"),
    path(f"{VERSION}comments/", comments.draft_comments, name="draft-comments"),
    path(f"{VERSION}changes/", comments.draft_changes, name="draft-changes"),
    path(DRAFT, tree.draft, name="draft"),
    path(f"{DRAFT}try/", trying.draft_try, name="draft-try"),
    path(f"{DRAFT}preview/<slug:topic>/", previewing.draft_preview, name="draft-preview"),
    path(f"{DRAFT}add-example/", texts.draft_example_add, name="draft-example-add"),
    path(f"{DRAFT}add/<slug:kind>/", parts.draft_add, name="draft-add"),
    path(f"{PART}text/", texts.draft_part_text, name="draft-part-text"),
    path(f"{RULE}add/<slug:step_kind>/", steps.draft_step_add, name="draft-step-add"),
    path(f"{RULE}step/<slug:step_name>/", steps.draft_step, name="draft-step"),
    path(f"{RULE}step/<slug:step_name>/remove/", steps.draft_step_remove, name="draft-step-remove"),
    path(PART, parts.draft_part, name="draft-part"),
    path(f"{PART}remove/", parts.draft_part_remove, name="draft-part-remove"),
]
