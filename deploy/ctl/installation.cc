#include "installation.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "access/access_keys.h"
#include "access/queued_mails.h"
#include "access/role_store.h"
#include "directory/reader.h"
#include "directory/sql_directory_store.h"
#include "notify/mail_queue.h"
#include "notify/sealed_mail.h"
#include "platform/schema.h"
#include "server/access_joins.h"
#include "server/installation_keys.h"
#include "server/migrations.h"
#include "server/tenants.h"
#include "shared/base/errors.h"
#include "shared/storage/migrate.h"

namespace driehoek::ctl {
namespace {

std::string FlagOrEnvironment(const Arguments& arguments, absl::string_view flag, absl::string_view otherwise) {
  const std::string variable =
      absl::StrCat("DRIEHOEKCTL_", absl::StrReplaceAll(absl::AsciiStrToUpper(flag), {{"-", "_"}}));
  const char* value = std::getenv(variable.c_str());
  return arguments.Get(flag, value != nullptr ? value : otherwise);
}

}  // namespace

// What the commands on the service's side need, in the order in which it is made.
struct Installation::ServiceParts {
  ServiceParts(std::unique_ptr<storage::Database> opened, const std::string& secret, const Clock& clock, IdSource& ids)
      : database(std::move(opened)),
        tenants(*database),
        changes(tenants, clock),
        directory(tenants),
        reader(directory, clock),
        people(reader, directory),
        queue(tenants, ids, clock, notify::DeriveMailKey(secret)),
        mails(queue),
        role_store(tenants),
        roles(role_store, people, mails, ids, access::AccessKeys::Derive(secret)) {}

  std::unique_ptr<storage::Database> database;
  storage::TenantDatabase tenants;
  events::ChangeLog changes;
  directory::SqlDirectoryStore directory;
  directory::DirectoryReader reader;
  server::PeopleOfDirectory people;
  notify::MailQueue queue;
  access::QueuedMails mails;
  access::RoleStore role_store;
  access::RoleGrants roles;
};

Installation::Installation(const Arguments& arguments)
    : data_(FlagOrEnvironment(arguments, "data", "var")),
      database_url_(FlagOrEnvironment(arguments, "database", "")),
      lti_url_(FlagOrEnvironment(arguments, "lti-url", "http://localhost:8080")) {
  const bool is_postgres = absl::StartsWith(database_url_, "postgres");
  if (database_url_.empty()) database_url_ = absl::StrCat("sqlite:", data_, "/driehoek.db");
  lti_database_url_ = FlagOrEnvironment(arguments, "lti-database",
                                        is_postgres ? database_url_ : absl::StrCat("sqlite:", data_, "/lti.db"));
}

Installation::~Installation() = default;

absl::StatusOr<Installation::ServiceParts*> Installation::Parts() {
  if (service_ != nullptr) return service_.get();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string secret, server::EnsureKeyFile(server::InstallationKeyPath(data_)));
  DRIEHOEK_ASSIGN_OR_RETURN(auto database, storage::Open(database_url_, "driehoek", 1));
  DRIEHOEK_RETURN_IF_ERROR(server::MigrateAll(*database, clock_));
  service_ = std::make_unique<ServiceParts>(std::move(database), secret, clock_, ids_);
  return service_.get();
}

absl::StatusOr<storage::Database*> Installation::Service() {
  DRIEHOEK_ASSIGN_OR_RETURN(ServiceParts* const parts, Parts());
  return parts->database.get();
}

absl::StatusOr<events::ChangeLog*> Installation::Changes() {
  DRIEHOEK_ASSIGN_OR_RETURN(ServiceParts* const parts, Parts());
  return &parts->changes;
}

absl::StatusOr<storage::TenantDatabase*> Installation::Tenants() {
  DRIEHOEK_ASSIGN_OR_RETURN(ServiceParts* const parts, Parts());
  return &parts->tenants;
}

absl::StatusOr<access::RoleGrants*> Installation::Roles() {
  DRIEHOEK_ASSIGN_OR_RETURN(ServiceParts* const parts, Parts());
  return &parts->roles;
}

absl::StatusOr<lti::RegistrationStore*> Installation::Registrations() {
  if (registrations_ == nullptr) {
    DRIEHOEK_ASSIGN_OR_RETURN(lti_database_, storage::Open(lti_database_url_, "lti", 1));
    DRIEHOEK_RETURN_IF_ERROR(storage::Migrate(*lti_database_, "lti", lti::Migrations(), clock_));
    registrations_ = std::make_unique<lti::RegistrationStore>(*lti_database_, clock_, ids_);
  }
  return registrations_.get();
}

absl::Status Installation::CheckInstitution(const TenantId& tenant) {
  DRIEHOEK_ASSIGN_OR_RETURN(storage::Database* const database, Service());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<TenantId> tenants, server::ListTenants(*database, deadline()));
  for (const TenantId& known : tenants) {
    if (known == tenant) return absl::OkStatus();
  }
  return Error(absl::StatusCode::kNotFound, "INSTITUTION_UNKNOWN",
               absl::StrCat("there is no institution '", tenant.value(), "': make it with institution create"));
}

}  // namespace driehoek::ctl
