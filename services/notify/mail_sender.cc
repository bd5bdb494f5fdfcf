#include "notify/mail_sender.h"

#include <algorithm>
#include <utility>

#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::notify {
namespace {

constexpr absl::Duration kDatabaseTime = absl::Seconds(10);
constexpr int kAtOnce = 20;

}  // namespace

absl::Duration RetryAfter(int attempts, double fraction) {
  constexpr int kDoublings = 8;
  const absl::Duration whole =
      std::min(absl::Minutes(1) * (1 << std::clamp(attempts, 0, kDoublings)),
               absl::Duration(absl::Hours(4)));
  return whole / 2 + whole / 2 * std::clamp(fraction, 0.0, 1.0);
}

MailSender::MailSender(Parts parts)
    : parts_(std::move(parts)), connection_(parts_.smtp), thread_([this] { Loop(); }) {}

MailSender::~MailSender() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void MailSender::Nudge() {
  {
    const std::lock_guard lock(mutex_);
    nudged_ = true;
  }
  wake_.notify_all();
}

bool MailSender::IsStopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void MailSender::Loop() {
  while (!IsStopping()) {
    const auto tenants = parts_.list_tenants(parts_.clock.Now() + kDatabaseTime);
    if (!tenants.ok()) {
      log::Warning("mail_tenants_unreadable", {{"reason", ReasonOf(tenants.status())}});
    } else {
      for (const TenantId& tenant : *tenants) SendDue(tenant);
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, absl::ToChronoMilliseconds(parts_.interval),
                   [this] { return nudged_ || stopping_; });
    nudged_ = false;
  }
}

void MailSender::SendDue(const TenantId& tenant) {
  while (!IsStopping()) {
    const auto claimed = parts_.queue.Claim(tenant, kAtOnce, parts_.clock.Now() + kDatabaseTime);
    if (!claimed.ok()) {
      log::Warning("mail_claim_failed",
                   {{"institution", tenant.value()}, {"reason", ReasonOf(claimed.status())}});
      return;
    }
    for (const ClaimedMail& mail : *claimed) {
      // What is left is still claimed; its lease runs out and it is sent after the restart.
      if (IsStopping()) return;
      SendOne(tenant, mail);
    }
    if (claimed->size() < kAtOnce) return;
  }
}

void MailSender::SendOne(const TenantId& tenant, const ClaimedMail& mail) {
  const absl::Time now = parts_.clock.Now();
  const absl::Time deadline = now + kDatabaseTime;
  absl::Status outcome;
  if (now >= mail.useless_after) {
    outcome = Error(absl::StatusCode::kFailedPrecondition, "MAIL_TOO_LATE", "useless by now");
  } else if (const auto opened = parts_.queue.Open(tenant, mail); !opened.ok()) {
    outcome = Error(absl::StatusCode::kFailedPrecondition, ReasonOf(opened.status()), "unreadable");
  } else {
    const auto message = ToMessage(*opened, parts_.sender, mail.id, mail.created);
    outcome = message.ok()
                  ? connection_.Send(parts_.sender.address, opened->to, *message)
                  : Error(absl::StatusCode::kFailedPrecondition, ReasonOf(message.status()), "");
  }
  absl::Status noted;
  if (outcome.ok()) {
    ++sent_;
    noted = parts_.queue.Sent(tenant, mail, deadline);
  } else {
    const std::string reason = ReasonOf(outcome);
    log::Warning("mail_not_sent", {{"institution", tenant.value()},
                                   {"mail", mail.id},
                                   {"attempt", std::int64_t{mail.attempts + 1}},
                                   {"reason", reason}});
    if (!absl::IsUnavailable(outcome) || mail.attempts + 1 >= kMailTries) {
      ++failed_;
      noted = parts_.queue.GiveUp(tenant, mail, reason, deadline);
    } else {
      const absl::Duration wait = RetryAfter(mail.attempts, absl::Uniform(random_, 0.0, 1.0));
      noted = parts_.queue.Postpone(tenant, mail, reason, now + wait, deadline);
    }
  }
  if (!noted.ok()) {
    log::Warning("mail_outcome_not_stored", {{"mail", mail.id}, {"reason", ReasonOf(noted)}});
  }
}

}  // namespace driehoek::notify
