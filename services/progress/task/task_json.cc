#include "progress/task/task_json.h"

#include "progress/stored_json.h"

namespace driehoek::progress::task {
namespace {

using json::Put;
using json::Read;
using json::ReadEnum;

json_t* Made(const OutcomeLink& link);
json_t* Made(const Contribution& contribution);
json_t* Made(const Submission& submission);

json_t* Made(const OutcomeLink& link) {
  json_t* object = json_object();
  Put(object, "code", link.code);
  Put(object, "level", link.level);
  return object;
}

template <typename T>
json_t* ListOf(const std::vector<T>& items) {
  json_t* list = json_array();
  for (const T& item : items) json_array_append_new(list, Made(item));
  return list;
}

json_t* Made(const Content& content) {
  json_t* object = json_object();
  Put(object, "route", NameOf(content.route));
  Put(object, "title", content.title);
  Put(object, "description", content.description);
  Put(object, "question", content.question);
  Put(object, "fixed", content.fixed_part);
  Put(object, "free", content.free_part);
  Put(object, "authenticity", content.authenticity);
  Put(object, "usefulness", content.usefulness);
  json_object_set_new(object, "links", ListOf(content.outcome_links));
  return object;
}

json_t* Made(const Contribution& contribution) {
  json_t* object = json_object();
  Put(object, "side", NameOf(contribution.side));
  Put(object, "act", NameOf(contribution.act));
  Put(object, "person", contribution.person.value());
  Put(object, "time", contribution.time);
  Put(object, "text", contribution.text_number);
  return object;
}

json_t* Made(const VerdictClock& clock) {
  json_t* object = json_object();
  Put(object, "submitted", clock.submit_date);
  Put(object, "due", clock.due_date);
  Put(object, "lead", clock.lead_date);
  Put(object, "manager", clock.manager_date);
  Put(object, "mark", NameOf(clock.mark));
  if (clock.stop_date.has_value()) Put(object, "stop", *clock.stop_date);
  return object;
}

json_t* Made(const Advice& advice) {
  json_t* object = json_object();
  Put(object, "text", advice.text);
  Put(object, "adviser", advice.adviser.value());
  Put(object, "time", advice.time);
  return object;
}

json_t* Made(const Verdict& verdict) {
  json_t* object = json_object();
  Put(object, "kind", NameOf(verdict.kind));
  Put(object, "reason", verdict.reason);
  Put(object, "difference", verdict.difference_from_bachelor);
  Put(object, "teacher", verdict.teacher.value());
  Put(object, "time", verdict.time);
  return object;
}

json_t* Made(const Submission& submission) {
  json_t* object = json_object();
  json_object_set_new(object, "content", Made(submission.content));
  Put(object, "submitter", submission.submitter.value());
  Put(object, "time", submission.time);
  json_object_set_new(object, "clock", Made(submission.clock));
  if (submission.advice.has_value())
    json_object_set_new(object, "advice", Made(*submission.advice));
  if (submission.verdict.has_value()) {
    json_object_set_new(object, "verdict", Made(*submission.verdict));
  }
  return object;
}

json_t* Made(const Rating& rating) {
  json_t* object = json_object();
  Put(object, "authenticity", rating.authenticity);
  Put(object, "usefulness", rating.usefulness);
  Put(object, "note", rating.note);
  Put(object, "rater", rating.rater.value());
  Put(object, "time", rating.time);
  return object;
}

bool Fill(const json_t* object, OutcomeLink& link);
bool Fill(const json_t* object, Contribution& contribution);
bool Fill(const json_t* object, Submission& submission);

bool Fill(const json_t* object, OutcomeLink& link) {
  return Read(object, "code", link.code) && Read(object, "level", link.level);
}

template <typename T>
bool FillList(const json_t* list, std::vector<T>& items) {
  if (!json_is_array(list)) return false;
  items.resize(json_array_size(list));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!Fill(json_array_get(list, i), items[i])) return false;
  }
  return true;
}

bool Fill(const json_t* object, Content& content) {
  return ReadEnum(object, "route", content.route) && Read(object, "title", content.title) &&
         Read(object, "description", content.description) &&
         Read(object, "question", content.question) && Read(object, "fixed", content.fixed_part) &&
         Read(object, "free", content.free_part) &&
         Read(object, "authenticity", content.authenticity) &&
         Read(object, "usefulness", content.usefulness) &&
         FillList(json_object_get(object, "links"), content.outcome_links);
}

bool Fill(const json_t* object, Contribution& contribution) {
  return ReadEnum(object, "side", contribution.side) && ReadEnum(object, "act", contribution.act) &&
         Read(object, "person", contribution.person) && Read(object, "time", contribution.time) &&
         Read(object, "text", contribution.text_number);
}

bool Fill(const json_t* object, VerdictClock& clock) {
  if (json_object_get(object, "stop") != nullptr &&
      !Read(object, "stop", clock.stop_date.emplace())) {
    return false;
  }
  return Read(object, "submitted", clock.submit_date) && Read(object, "due", clock.due_date) &&
         Read(object, "lead", clock.lead_date) && Read(object, "manager", clock.manager_date) &&
         ReadEnum(object, "mark", clock.mark);
}

bool Fill(const json_t* object, Advice& advice) {
  return Read(object, "text", advice.text) && Read(object, "adviser", advice.adviser) &&
         Read(object, "time", advice.time);
}

bool Fill(const json_t* object, Verdict& verdict) {
  return ReadEnum(object, "kind", verdict.kind) && Read(object, "reason", verdict.reason) &&
         Read(object, "difference", verdict.difference_from_bachelor) &&
         Read(object, "teacher", verdict.teacher) && Read(object, "time", verdict.time);
}

bool Fill(const json_t* object, Rating& rating) {
  return Read(object, "authenticity", rating.authenticity) &&
         Read(object, "usefulness", rating.usefulness) && Read(object, "note", rating.note) &&
         Read(object, "rater", rating.rater) && Read(object, "time", rating.time);
}

template <typename T>
bool FillOptional(const json_t* value, std::optional<T>& item) {
  return value == nullptr || Fill(value, item.emplace());
}

bool Fill(const json_t* object, Submission& submission) {
  return Fill(json_object_get(object, "content"), submission.content) &&
         Read(object, "submitter", submission.submitter) && Read(object, "time", submission.time) &&
         Fill(json_object_get(object, "clock"), submission.clock) &&
         FillOptional(json_object_get(object, "advice"), submission.advice) &&
         FillOptional(json_object_get(object, "verdict"), submission.verdict);
}

}  // namespace

std::string ToJson(const Content& content) { return json::Dump(Made(content)); }

std::string ToJson(const std::vector<Contribution>& contributions) {
  return json::Dump(ListOf(contributions));
}

std::string ToJson(const std::vector<Submission>& submissions) {
  return json::Dump(ListOf(submissions));
}

std::string ToJson(const std::optional<Rating>& rating) {
  if (!rating.has_value()) return json::Dump(json_null());
  return json::Dump(Made(*rating));
}

absl::StatusOr<Content> ContentFromJson(const std::string& text) {
  Content content;
  if (!Fill(json::Load(text).get(), content)) return json::Unreadable();
  return content;
}

absl::StatusOr<std::vector<Contribution>> ContributionsFromJson(const std::string& text) {
  std::vector<Contribution> contributions;
  if (!FillList(json::Load(text).get(), contributions)) return json::Unreadable();
  return contributions;
}

absl::StatusOr<std::vector<Submission>> SubmissionsFromJson(const std::string& text) {
  std::vector<Submission> submissions;
  if (!FillList(json::Load(text).get(), submissions)) return json::Unreadable();
  return submissions;
}

absl::StatusOr<std::optional<Rating>> RatingFromJson(const std::string& text) {
  const json::Owned loaded = json::Load(text);
  if (json_is_null(loaded.get())) return std::nullopt;
  Rating rating;
  if (!Fill(loaded.get(), rating)) return json::Unreadable();
  return rating;
}

}  // namespace driehoek::progress::task
