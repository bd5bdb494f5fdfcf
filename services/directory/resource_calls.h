// The six steps of the four calls that every kind of the directory has: Get, List, Create, Update.
// The handler (directory_handler.h) says for each kind what is decided besides.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "directory/directory_proto.h"
#include "directory/reach.h"
#include "directory/sql_directory_store.h"
#include "driehoek/v1/event.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"
#include "shared/rpc/wire.h"

namespace driehoek::directory {

// What others are told when `name` was made or changed.
events::EventRecord DirectoryChanged(const std::string& name);

// The refusal when a row takes what another one has: a number in the trade register, a first day.
template <typename V>
absl::Status Taken() {
  return Error(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS",
               "such a resource exists already");
}
template <>
absl::Status Taken<Organisation>();
template <>
absl::Status Taken<SupervisorProfile>();
template <>
absl::Status Taken<ContactAssignment>();

// For kinds that decide nothing besides.
template <typename V>
absl::Status NothingMore(V& /*value*/, FieldViolations& /*violations*/) {
  return absl::OkStatus();
}

// Thread-safe. What it refers to must outlive it.
class ResourceCalls {
 public:
  ResourceCalls(const SqlDirectoryStore& store, events::ChangeLog& change_log, IdSource& ids,
                const Reach& reach)
      : store_(store), change_log_(change_log), ids_(ids), reach_(reach) {}

  // A rule of its own kind, may fill in the value, add violations or refuse. Wrong fields are told
  // first.
  template <typename V>
  using Decide = absl::FunctionRef<absl::Status(V&, FieldViolations&)>;

  // The resource behind `name`; NOT_FOUND when there is none.
  template <typename V>
  absl::StatusOr<V> Load(const rpc::Call& call, const std::string& name) const {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                              ResourceName::Parse(name, Wire<V>::kPattern));
    DRIEHOEK_ASSIGN_OR_RETURN(std::optional<V> value,
                              store_.Find<V>(call.tenant(), parsed.id(), call.deadline()));
    // The second test: under a parent that is not its own, it is not there.
    if (!value.has_value() || Wire<V>::Name(call.tenant(), *value) != name) return auth::NotFound();
    return *std::move(value);
  }

  template <typename V>
  absl::StatusOr<typename Wire<V>::Proto> Get(const rpc::Call& call,
                                              const std::string& name) const {
    DRIEHOEK_ASSIGN_OR_RETURN(const V value, Load<V>(call, name));
    DRIEHOEK_RETURN_IF_ERROR(Authorise(call, value, call.method()));
    return Wire<V>::ToProto(call.tenant(), value);
  }

  // OK when the caller may do the present method to `value`; whoever may not even read it gets
  // NOT_FOUND.
  template <typename V>
  absl::Status Authorise(const rpc::Call& call, const V& value,
                         absl::string_view read_method) const {
    DRIEHOEK_ASSIGN_OR_RETURN(const auth::Relations held, reach_.Of(call, value));
    return call.MayDo(read_method, held);
  }

  // One page into `response`, whose repeated field is `items`. `query` says what the request
  // narrows it to; the rows out of the caller's reach are left out here.
  template <typename V, typename Request, typename Response>
  absl::StatusOr<Response> List(
      const rpc::Call& call, const Request& request, ListQuery query,
      google::protobuf::RepeatedPtrField<typename Wire<V>::Proto>* (Response::*items)()) const {
    DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
    query.limit = page.size;
    query.cursor = page.cursor;
    DRIEHOEK_RETURN_IF_ERROR(Narrow<V>(call, query));
    DRIEHOEK_ASSIGN_OR_RETURN(const Listed<V> listed,
                              store_.List<V>(call.tenant(), query, call.deadline()));
    Response response;
    for (const V& value : listed.items) {
      *(response.*items)()->Add() = Wire<V>::ToProto(call.tenant(), value);
    }
    response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
    return response;
  }

  // `value` comes with its parent set; its id is given here.
  template <typename V>
  absl::StatusOr<typename Wire<V>::Proto> Create(const rpc::Call& call,
                                                 const typename Wire<V>::Proto& proto, V value,
                                                 Decide<V> decide) const {
    value.id = decltype(value.id)(ids_.NewId());
    FieldViolations violations(Wire<V>::kField);
    Wire<V>::FromProto(proto, value, violations);
    const absl::Status decided = decide(value, violations);
    DRIEHOEK_RETURN_IF_ERROR(CheckAll(call, value, violations));
    DRIEHOEK_RETURN_IF_ERROR(decided);
    return Commit(call, value);
  }

  template <typename V>
  absl::StatusOr<typename Wire<V>::Proto> Update(const rpc::Call& call,
                                                 const typename Wire<V>::Proto& update,
                                                 const google::protobuf::FieldMask& mask,
                                                 absl::string_view read_method,
                                                 Decide<V> decide) const {
    DRIEHOEK_ASSIGN_OR_RETURN(V value, Load<V>(call, update.name()));
    DRIEHOEK_RETURN_IF_ERROR(Authorise(call, value, read_method));
    DRIEHOEK_RETURN_IF_ERROR(
        rpc::CheckEtag(update.etag(), value.version, rpc::EtagRule::kOptional));
    auto merged = Wire<V>::ToProto(call.tenant(), value);
    DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(mask, update, merged));
    FieldViolations violations(Wire<V>::kField);
    Wire<V>::FromProto(merged, value, violations);
    const absl::Status decided = decide(value, violations);
    DRIEHOEK_RETURN_IF_ERROR(CheckAll(call, value, violations));
    DRIEHOEK_RETURN_IF_ERROR(decided);
    return Commit(call, value);
  }

  // Stores `value`, whose version is the one that the decision was based on, and answers with it.
  // `before` writes further rows ahead of it, `beside` are their versions.
  template <typename V>
  absl::StatusOr<typename Wire<V>::Proto> Commit(
      const rpc::Call& call, V value,
      absl::FunctionRef<absl::Status(storage::TenantTransaction&)> before = NothingBefore,
      const std::vector<events::ResourceVersion>& beside = {}) const {
    const std::string name = Wire<V>::Name(call.tenant(), value);
    DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
    events::CommitPlan plan = call.NewPlan(name);
    plan.writes = beside;
    plan.writes.push_back({name, value.version});
    for (const events::ResourceVersion& write : plan.writes) {
      plan.events.push_back(DirectoryChanged(write.name));
    }
    ++value.version;
    plan.response = Wire<V>::ToProto(call.tenant(), value).SerializeAsString();
    const auto answer =
        change_log_.Commit(call.tenant(), plan, call.deadline(),
                           [&](storage::TenantTransaction& transaction) -> absl::Status {
                             DRIEHOEK_RETURN_IF_ERROR(before(transaction));
                             return SqlDirectoryStore::Put(transaction, value);
                           });
    if (ReasonOf(answer.status()) == "UNIQUE_VIOLATION") return Taken<V>();
    if (!answer.ok()) return answer.status();
    typename Wire<V>::Proto proto;
    proto.ParseFromString(*answer);
    return proto;
  }

  // A person and how to reach it are made together; `after` writes what else belongs to it. The
  // answer is kept under the request id only where it is that of the call.
  enum class Keep { kAnswer, kNothing };
  absl::StatusOr<v1::Person> CommitNewPerson(
      const rpc::Call& call, Person person, PersonContact contact, Keep keep,
      absl::FunctionRef<absl::Status(storage::TenantTransaction&)> after) const;

  // For a call that answers with something else: stores `value` without keeping an answer to the
  // request id, since doing the whole call again gives the same.
  template <typename V>
  absl::Status CommitWithoutAnswer(const rpc::Call& call, V value) const {
    const std::string name = Wire<V>::Name(call.tenant(), value);
    events::CommitPlan plan = call.NewPlan(name);
    plan.request.reset();
    plan.writes.push_back({name, value.version});
    plan.events.push_back(DirectoryChanged(name));
    ++value.version;
    return change_log_
        .Commit(call.tenant(), plan, call.deadline(),
                [&](storage::TenantTransaction& transaction) {
                  return SqlDirectoryStore::Put(transaction, value);
                })
        .status();
  }

 private:
  static absl::Status NothingBefore(storage::TenantTransaction& /*transaction*/) {
    return absl::OkStatus();
  }

  // Fields, references, and what was found before, all told at once.
  template <typename V>
  absl::Status CheckAll(const rpc::Call& call, const V& value, FieldViolations& violations) const {
    if constexpr (requires { Check(value, violations); }) Check(value, violations);
    DRIEHOEK_RETURN_IF_ERROR(store_.CheckReferences(call.tenant(), Wire<V>::References(value),
                                                    call.deadline(), violations));
    return violations.ToStatus();
  }

  // Cuts the list down to what the caller may read.
  template <typename V>
  absl::Status Narrow(const rpc::Call& call, ListQuery& query) const;

  const SqlDirectoryStore& store_;
  events::ChangeLog& change_log_;
  IdSource& ids_;
  const Reach& reach_;
};

// Those who reach the institution see everything; the others see what one of their relations
// covers.
inline bool ReachesAll(const rpc::Call& call) {
  return call.NeededRelations().Has(auth::Relation::kInstitution);
}

template <typename V>
absl::Status ResourceCalls::Narrow(const rpc::Call& call, ListQuery& query) const {
  if (ReachesAll(call)) return absl::OkStatus();
  const auth::Relations needed = call.NeededRelations();
  if constexpr (std::is_same_v<V, Enrolment>) {
    if (needed.Has(auth::Relation::kProgramme)) {
      if (!call.caller().programmes.empty()) query.programmes = call.caller().programmes;
      return absl::OkStatus();
    }
  }
  const PersonId& self = call.caller().person;
  if constexpr (std::is_same_v<V, Person>) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto circle, reach_.Circle(call));
    query.ids.emplace({self.value()});
    for (const PersonId& person : circle) query.ids->push_back(person.value());
  } else if constexpr (requires(V value) { value.student; }) {
    query.students.emplace();
    if (needed.Has(auth::Relation::kSelf)) query.students->push_back(self.value());
    DRIEHOEK_ASSIGN_OR_RETURN(const auto students, reach_.Students(call));
    for (const PersonId& student : students) query.students->push_back(student.value());
  } else {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto own, reach_.Organisations(call));
    if constexpr (std::is_same_v<V, Organisation>) {
      query.ids = own;
    } else if (std::find(own.begin(), own.end(), query.parent) == own.end()) {
      return auth::NotFound();
    }
  }
  return absl::OkStatus();
}

}  // namespace driehoek::directory
