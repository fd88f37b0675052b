"""Addresses of the back office, below /manage/budgets/."""

from django.urls import path

from tenant_apps.budgets.staff_views import budgets, vote

app_name = "budgets_staff"
urlpatterns = [
    path("", budgets.budgets, name="budgets"),
    path("<int:pk>/", budgets.budget, name="budget"),
    path("<int:pk>/edit/", budgets.edit_budget, name="edit_budget"),
    path("<int:pk>/projects/", budgets.projects, name="projects"),
    path("<int:pk>/projects/review/", budgets.review_projects, name="review_projects"),
    path("<int:pk>/projects.<str:suffix>", budgets.export_projects, name="export_projects"),
    path("projects/<int:pk>/", budgets.review_project, name="review_project"),
    path("<int:pk>/participation/", vote.follow_vote, name="follow_vote"),
    path("<int:pk>/paper/", vote.record_paper_ballots, name="record_paper_ballots"),
    path("paper/<int:pk>/withdraw/", vote.withdraw_paper_batch, name="withdraw_paper_batch"),
    path("<int:pk>/close/", vote.close_vote, name="close_vote"),
    path("<int:pk>/count/", vote.count_vote, name="count_vote"),
    path("<int:pk>/publish/", vote.publish_results, name="publish_results"),
]
