// The databases, keys and parts of one installation, opened when a command first needs them, whether the programs run or not.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "access/role_grants.h"
#include "arguments.h"
#include "platform/registration_store.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/storage/database.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::ctl {

// Not thread-safe: a command has one thread.
class Installation {
 public:
  // Flags --data (default `var`), --database, --lti-database (default: files in the data folder, or the same PostgreSQL
  // database) and --lti-url; the environment variables DRIEHOEKCTL_DATA, _DATABASE, _LTI_DATABASE and _LTI_URL stand in for them.
  explicit Installation(const Arguments& arguments);
  ~Installation();

  const std::string& data() const { return data_; }
  const std::string& lti_url() const { return lti_url_; }
  const std::string& database_url() const { return database_url_; }
  const std::string& lti_database_url() const { return lti_database_url_; }
  const Clock& clock() const { return clock_; }
  IdSource& ids() { return ids_; }
  absl::Time now() const { return clock_.Now(); }
  absl::Time deadline() const { return clock_.Now() + absl::Seconds(30); }

  // The service's database with all tables up to date.
  absl::StatusOr<storage::Database*> Service();
  absl::StatusOr<events::ChangeLog*> Changes();
  absl::StatusOr<storage::TenantDatabase*> Tenants();
  absl::StatusOr<access::RoleGrants*> Roles();
  // The adapter's registrations.
  absl::StatusOr<lti::RegistrationStore*> Registrations();
  // OK when the institution is there. NOT_FOUND / INSTITUTION_UNKNOWN.
  absl::Status CheckInstitution(const TenantId& tenant);

 private:
  struct ServiceParts;
  absl::StatusOr<ServiceParts*> Parts();

  SystemClock clock_;
  Uuid7Source ids_{clock_};
  std::string data_;
  std::string database_url_;
  std::string lti_database_url_;
  std::string lti_url_;
  std::unique_ptr<ServiceParts> service_;
  std::unique_ptr<storage::Database> lti_database_;
  std::unique_ptr<lti::RegistrationStore> registrations_;
};

}  // namespace driehoek::ctl
