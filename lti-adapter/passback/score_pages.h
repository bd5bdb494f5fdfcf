// Scores for the page of the practice office, as JSON (README.md).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/gateway.h"
#include "gateway/method_table.h"
#include "gateway/service_channel.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "pages/page.h"
#include "passback/outbox.h"
#include "passback/score_reads.h"

namespace driehoek::lti {

// Thread-safe. What it refers to must outlive it.
class ScorePages {
 public:
  struct Parts {
    Outbox& outbox;
    ScoreReads& reads;
    Gateway& gateway;
    ServiceChannel& channel;
    const MethodTable& methods;
    // Called when a score is to be sent again; returns at once.
    std::function<void()> due;
  };
  explicit ScorePages(Parts parts) : parts_(std::move(parts)) {}

  // POST /api/scores/list, /api/scores/history, /api/scores/resend. Only from our own pages, with a
  // bearer token; the practice office and the administrator. Refusals as Connect errors.
  Response List(const Request& request);
  Response History(const Request& request);
  Response Resend(const Request& request);

 private:
  struct Asked;  // who asks what, in which language
  struct Seen;   // a score that the caller may see, with the student's name
  absl::StatusOr<Asked> Read(const Request& request);
  absl::StatusOr<std::string> ListJson(const Asked& asked);
  absl::StatusOr<std::string> HistoryJson(const Asked& asked);
  absl::StatusOr<std::string> ResendJson(const Asked& asked);
  // Those of `scores` that the caller may see.
  absl::StatusOr<std::vector<Seen>> Visible(const auth::Caller& caller, std::vector<Score> scores);
  absl::StatusOr<Seen> VisibleOne(const auth::Caller& caller, const Score& score);
  absl::StatusOr<std::string> ScoresJson(const Asked& asked, const std::vector<Seen>& scores,
                                         const std::vector<PlatformStanding>& standings);
  absl::StatusOr<std::string> PlatformsJson(const Asked& asked,
                                            const std::vector<PlatformStanding>& standings);
  Response Answer(const absl::StatusOr<std::string>& json) const;

  Parts parts_;
};

}  // namespace driehoek::lti
