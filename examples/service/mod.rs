//! The routes of `validation_service`.

mod listen;
mod observe;
mod openapi;
mod problem;
mod request;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, rejection::PathRejection},
    http::{Method, StatusCode, Uri},
    middleware,
    routing::{get, post},
};
use pcn::{
    agreement::Stage,
    calendar::{ContractYear, NaiveDate},
    des,
    finding::{Rule, RuleId},
    schema,
};
use serde_json::{Value, json};

use crate::{iif, registration};
pub(crate) use listen::listen;
use problem::Problem;
use request::{BODY_LIMIT, JsonText, Keys};

type Answer<T> = Result<Json<T>, Problem>;

/// The routes, without the log.
pub(crate) fn routes() -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/registrations/check", post(check_registration))
        .route("/iif/statement", post(work_out_statement))
        .route("/rules", get(list_rules))
        .route("/rules/{id}", get(show_rule))
        .route("/schema/{type}", get(show_schema))
        .route("/openapi.json", get(show_openapi))
        .method_not_allowed_fallback(wrong_method)
        .fallback(no_route)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// The routes, with what stands around every request.
pub(crate) fn router() -> Router {
    routes().layer(middleware::from_fn(observe::observe))
}

async fn health(keys: Keys) -> Answer<Value> {
    keys.finish(&[])?;
    let years: Vec<_> = des::years().iter().map(|one| one.year).collect();
    let version = env!("CARGO_PKG_VERSION");
    Ok(Json(json!({"status": "ok", "version": version, "years": years})))
}

/// The form in the body, on a day, at a stage, in a contract year.
async fn check_registration(
    mut keys: Keys,
    JsonText(text): JsonText,
) -> Answer<registration::Outcome> {
    let good = "2019-05-14";
    let on: Option<NaiveDate> = keys.take("on", good)?;
    let on = on.ok_or_else(|| {
        Problem::of_query("on", "for which day? a good query is `?on=2019-05-14`").with_good(good)
    })?;
    let year: Option<ContractYear> = keys.take("year", "2019/20")?;
    let stage: Option<Stage> = keys.take("stage", "initial")?;
    keys.finish(&["on", "year", "stage"])?;
    let stage = stage.unwrap_or(Stage::Initial);
    let question = registration::Question { year, stage, on };
    let outcome = registration::answer(&text, &question);
    let key = if year.is_some() { "year" } else { "on" };
    outcome.map(Json).map_err(|refusal| Problem::of_form(&text, &refusal, key))
}

/// The facts in the body, with `strict=true` without unconfirmed figures.
async fn work_out_statement(mut keys: Keys, JsonText(text): JsonText) -> Answer<iif::Answer> {
    let strict: Option<bool> = keys.take("strict", "true")?;
    keys.finish(&["strict"])?;
    let strict = strict.unwrap_or(false);
    let answer = iif::read(&text).and_then(|facts| iif::answer(&facts, strict));
    answer.map(Json).map_err(|refusal| Problem::of_facts(&text, &refusal))
}

/// Every rule, or those of a year.
async fn list_rules(mut keys: Keys) -> Answer<Value> {
    let year: Option<ContractYear> = keys.take("year", "2024/25")?;
    keys.finish(&["year"])?;
    let applies = |rule: &&Rule| year.is_none_or(|year| rule.years.contains(year));
    let rules: Vec<&Rule> = pcn::rules().filter(applies).collect();
    Ok(Json(json!({"rules": rules})))
}

async fn show_rule(id: Result<Path<String>, PathRejection>, keys: Keys) -> Answer<&'static Rule> {
    keys.finish(&[])?;
    let good = "NET-SIZE-001";
    let missing = |detail| Problem::new(StatusCode::NOT_FOUND, detail).with_good(good);
    let Path(id) = id.map_err(|rejection| missing(rejection.body_text()))?;
    let id: RuleId =
        id.parse().map_err(|error: pcn::finding::RuleIdError| missing(error.to_string()))?;
    let rule = pcn::rules().find(|rule| rule.id == id);
    rule.map(Json).ok_or_else(|| missing(format!("there is no rule `{id}`; see `/rules`")))
}

async fn show_schema(
    name: Result<Path<String>, PathRejection>,
    keys: Keys,
) -> Answer<schema::Schema> {
    keys.finish(&[])?;
    let missing =
        |detail| Problem::new(StatusCode::NOT_FOUND, detail).with_good("registration_form");
    let Path(name) = name.map_err(|rejection| missing(rejection.body_text()))?;
    schema::schema_of(&name).map(Json).ok_or_else(|| {
        let names: Vec<_> = schema::names().collect();
        let given: String = name.chars().take(60).collect();
        missing(format!("no type `{given}`; there are `{}`", names.join("`, `")))
    })
}

async fn show_openapi(keys: Keys) -> Answer<&'static Value> {
    keys.finish(&[])?;
    Ok(Json(openapi::document()))
}

async fn wrong_method(method: Method, uri: Uri) -> Problem {
    let detail =
        format!("`{method}` is no method of `{}`; the header `allow` lists them", uri.path());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail)
}

async fn no_route(uri: Uri) -> Problem {
    let detail =
        format!("there is nothing at `{}`; `/openapi.json` lists what there is", uri.path());
    Problem::new(StatusCode::NOT_FOUND, detail).with_good("/openapi.json")
}
