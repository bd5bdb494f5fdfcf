#include "directory/resource_calls.h"

namespace driehoek::directory {

events::EventRecord DirectoryChanged(const std::string& name) {
  v1::Event event;
  event.set_type("directory.changed");
  event.set_resource(name);
  event.mutable_directory_changed()->set_resource(name);
  return {event.type(), name, event.SerializeAsString()};
}

template <>
absl::Status Taken<Organisation>() {
  return Error(absl::StatusCode::kAlreadyExists, "KVK_NUMBER_TAKEN",
               "another organisation has this number in the trade register");
}

template <>
absl::Status Taken<SupervisorProfile>() {
  return Error(absl::StatusCode::kAlreadyExists, "SUPERVISOR_EXISTS",
               "this person has that function at the organisation already");
}

template <>
absl::Status Taken<ContactAssignment>() {
  return Error(absl::StatusCode::kFailedPrecondition, "CONTACT_OVERLAP",
               "another assignment of this student began at the same moment");
}

absl::StatusOr<v1::Person> ResourceCalls::CommitNewPerson(
    const rpc::Call& call, Person person, PersonContact contact, Keep keep,
    absl::FunctionRef<absl::Status(storage::TenantTransaction&)> after) const {
  const std::string name = Wire<Person>::Name(call.tenant(), person);
  const std::string contact_name = Wire<PersonContact>::Name(call.tenant(), contact);
  events::CommitPlan plan = call.NewPlan(name);
  if (keep == Keep::kNothing) plan.request.reset();
  plan.writes = {{name, 0}, {contact_name, 0}};
  plan.events = {DirectoryChanged(name), DirectoryChanged(contact_name)};
  person.version = 1;
  contact.version = 1;
  plan.response = Wire<Person>::ToProto(call.tenant(), person).SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string answer,
      change_log_.Commit(call.tenant(), plan, call.deadline(),
                         [&](storage::TenantTransaction& transaction) -> absl::Status {
                           DRIEHOEK_RETURN_IF_ERROR(SqlDirectoryStore::Put(transaction, person));
                           DRIEHOEK_RETURN_IF_ERROR(SqlDirectoryStore::Put(transaction, contact));
                           return after(transaction);
                         }));
  v1::Person proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::directory
