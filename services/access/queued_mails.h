// The mails of this service, put into notify's queue.
#pragma once

#include "access/ports.h"
#include "notify/mail_queue.h"

namespace driehoek::access {

// Thread-safe. The queue must outlive it.
class QueuedMails final : public Mails {
 public:
  explicit QueuedMails(notify::MailQueue& queue) : queue_(queue) {}

  absl::Status GuestLink(storage::TenantTransaction& transaction, const PersonFacts& to,
                         absl::string_view institution_name, absl::string_view uri,
                         absl::CivilDay last_day) override;
  absl::Status Code(storage::TenantTransaction& transaction, const PersonFacts& to, CodeUse use,
                    absl::string_view code, absl::Time expire_time) override;
  absl::Status RoleCode(storage::TenantTransaction& transaction, absl::string_view email,
                        absl::string_view language_code, auth::Role role,
                        absl::string_view institution_name, absl::string_view code,
                        absl::CivilDay last_day) override;

 private:
  notify::MailQueue& queue_;
};

}  // namespace driehoek::access
