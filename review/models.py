"""Re-exports every table of the app, since Django looks for them here; each lives with its capability."""

from review.authoring.models import AuthorComment, DraftChange
from review.counting.models import FigureCount, FigureSummary, StandingReview, StandingSuspect
from review.external.models import ExternalCount, ExternalJointCount, ExternalJointGrade, ExternalResult
from review.frameworks.models import Choice, Criterion, Framework, FrameworkVersion, Grade, Rule, Scale, Topic
from review.history.models import StatusChange
from review.inspections.models import (
    ConflictOfInterest,
    ExerciseSlug,
    Inspection,
    InspectionForce,
    InspectionFramework,
    Subject,
    TeamMember,
)
from review.language.models import LanguagePattern
from review.moderation.models import SignOff
from review.releases.models import DisclosurePolicy, PublicRelease
from review.reports.models import SavedReport
from review.results.models import EnteredResult
from review.reviewing.late.models import LateWords
from review.reviewing.models import (
    Evidence,
    Judgment,
    JudgmentChoice,
    JudgmentText,
    LanguageFlag,
    Review,
    RuleResult,
    VersionMove,
)
from review.reviewing.screening.models import ScreenDecision

__all__ = [
    "AuthorComment",
    "Choice",
    "ConflictOfInterest",
    "Criterion",
    "DisclosurePolicy",
    "DraftChange",
    "EnteredResult",
    "Evidence",
    "ExerciseSlug",
    "ExternalCount",
    "ExternalJointCount",
    "ExternalJointGrade",
    "ExternalResult",
    "FigureCount",
    "FigureSummary",
    "Framework",
    "FrameworkVersion",
    "Grade",
    "Inspection",
    "InspectionForce",
    "InspectionFramework",
    "Judgment",
    "JudgmentChoice",
    "JudgmentText",
    "LanguageFlag",
    "LanguagePattern",
    "LateWords",
    "PublicRelease",
    "Review",
    "Rule",
    "RuleResult",
    "SavedReport",
    "Scale",
    "ScreenDecision",
    "SignOff",
    "StandingReview",
    "StandingSuspect",
    "StatusChange",
    "Subject",
    "TeamMember",
    "Topic",
    "VersionMove",
]
