// Sends waiting mails from a thread of its own: claims, sends, forgets; what a server does not take
// now is tried again later, what it will never take is given up and counted.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/random/random.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "notify/mail_queue.h"
#include "notify/mime.h"
#include "notify/smtp.h"
#include "shared/base/clock.h"

namespace driehoek::notify {

// 1 minute, doubling to 4 hours, each between half and the whole of it (so that mails of one outage
// do not come back as one). `fraction` is from 0 to 1.
absl::Duration RetryAfter(int attempts, double fraction);
// After so many tries, two days in all, a mail is given up.
inline constexpr int kMailTries = 20;

class MailSender {
 public:
  using ListTenants = std::function<absl::StatusOr<std::vector<TenantId>>(absl::Time deadline)>;
  struct Parts {
    MailQueue& queue;
    const Clock& clock;
    ListTenants list_tenants;
    SmtpSettings smtp;
    Sender sender;
    absl::Duration interval = absl::Milliseconds(500);
  };
  // Begins at once; the destructor lets the mail under way be sent and stops. What it refers to
  // must outlive it.
  explicit MailSender(Parts parts);
  ~MailSender();
  MailSender(const MailSender&) = delete;
  MailSender& operator=(const MailSender&) = delete;

  // Look now. Thread-safe, returns at once.
  void Nudge();
  std::int64_t sent() const { return sent_; }
  std::int64_t failed() const { return failed_; }

 private:
  void Loop();
  void SendDue(const TenantId& tenant);
  void SendOne(const TenantId& tenant, const ClaimedMail& mail);
  bool IsStopping();

  const Parts parts_;
  SmtpConnection connection_;  // used by the thread only
  absl::BitGen random_;        // likewise
  std::atomic<std::int64_t> sent_ = 0;
  std::atomic<std::int64_t> failed_ = 0;
  std::mutex mutex_;  // guards the next two
  bool nudged_ = false;
  bool stopping_ = false;
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace driehoek::notify
