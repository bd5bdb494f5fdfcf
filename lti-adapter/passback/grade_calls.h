// The calls to a platform's grade book (AGS 2.0): finding or making a column, posting a score.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "passback/answer.h"
#include "passback/score.h"
#include "platform/http_client.h"
#include "platform/registration.h"
#include "platform/service_token.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

// How a call went.
struct CallResult {
  AnswerMeaning meaning{Meaning::kTaken, ""};
  int status = 0;  // 0: no answer
  std::optional<absl::Duration> retry_after;
  std::string url;         // of the column, when one was asked for and taken
  bool any_taken = false;  // the platform took a call for this score, the last or one before it

  bool ok() const { return meaning.meaning == Meaning::kTaken; }
};

// Thread-safe. What it refers to must outlive it.
class GradeCalls {
 public:
  GradeCalls(HttpClient& client, ServiceTokens& tokens, const Clock& clock)
      : client_(client), tokens_(tokens), clock_(clock) {}

  // The column of that name at `lineitems`; made when it is not there and `way` allows it. Refused
  // with COLUMN_MISSING when it may not be made.
  CallResult FindColumn(const Registration& registration, ColumnWay way,
                        const std::string& lineitems, const Score& score);
  CallResult PostScore(const Registration& registration, const std::string& lineitem,
                       const Score& score);

 private:
  struct Sent {
    absl::StatusOr<IncomingResponse> response;
    bool has_token = true;  // without one nothing was sent at all
  };
  // With a token for `scope`; a 401 makes for one new token.
  Sent Send(const Registration& registration, absl::string_view scope, OutgoingRequest request);
  CallResult Judge(const Registration& registration, const Sent& sent) const;
  CallResult CreateColumn(const Registration& registration, const std::string& lineitems,
                          const Score& score);

  HttpClient& client_;
  ServiceTokens& tokens_;
  const Clock& clock_;
};

}  // namespace driehoek::lti
