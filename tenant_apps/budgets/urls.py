"""Addresses of residents' pages, below /budgets/."""

from django.urls import path

from tenant_apps.budgets.views import ballot, budgets, results

app_name = "budgets"
urlpatterns = [
    path("", budgets.budgets, name="budgets"),
    path("projects/<int:pk>/", budgets.project, name="project"),
    path("<slug:slug>/", budgets.budget, name="budget"),
    path("<slug:slug>/submit/", budgets.submit_project, name="submit_project"),
    path("<slug:slug>/ballot/", ballot.ballot, name="ballot"),
    path("<slug:slug>/ballot/list/", ballot.change_list, name="change_list"),
    path("<slug:slug>/ballot/check/", ballot.review_ballot, name="review_ballot"),
    path("<slug:slug>/ballot/cast/", ballot.cast_ballot, name="cast_ballot"),
    path("<slug:slug>/ballot/receipt/", ballot.receipt, name="receipt"),
    path("<slug:slug>/receipt/", ballot.check_receipt, name="check_receipt"),
    path("<slug:slug>/results/", results.results, name="results"),
    path("<slug:slug>/results.csv", results.results_csv, name="results_csv"),
    path("<slug:slug>/results.pb", results.results_pabulib, name="results_pabulib"),
    path("<slug:slug>/count/", results.count, name="count"),
]
