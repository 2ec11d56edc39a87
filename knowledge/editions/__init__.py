"""Editions: built aside, examined, switched to in one step, and kept for going back."""

from knowledge.editions.comparing import RefreshPlan
from knowledge.editions.edition import Edition, open_edition, open_folder
from knowledge.editions.examination import Examination, Examiner, Score
from knowledge.editions.layout import Manifest
from knowledge.editions.planning import plan_refresh
from knowledge.editions.publishing import publish_edition
from knowledge.editions.refreshing import (
    RefreshResult,
    publish_plan,
    publish_samples,
    refresh,
)
from knowledge.editions.reports import Report
from knowledge.editions.retention import EditionSummary, list_editions, rollback
from knowledge.editions.seams import Encoder, Progress
from knowledge.editions.settings import RefreshSettings
from knowledge.editions.watching import EditionWatcher

__all__ = [
    "Edition",
    "EditionSummary",
    "EditionWatcher",
    "Encoder",
    "Examination",
    "Examiner",
    "Manifest",
    "Progress",
    "RefreshPlan",
    "RefreshResult",
    "RefreshSettings",
    "Report",
    "Score",
    "list_editions",
    "open_edition",
    "open_folder",
    "plan_refresh",
    "publish_edition",
    "publish_plan",
    "publish_samples",
    "refresh",
    "rollback",
]
