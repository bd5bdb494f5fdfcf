#include "support/json_calls.h"

#include <gtest/gtest.h>

#include <regex>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "google/protobuf/dynamic_message.h"
#include "google/protobuf/util/json_util.h"
#include "support/grpc_status.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
namespace json_util = google::protobuf::util;

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
}

grpc::ByteBuffer ToBuffer(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

bool FromBuffer(const grpc::ByteBuffer& buffer, Message& message) {
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return false;
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return message.ParseFromString(bytes);
}

}  // namespace

std::string LastId(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string ReplaceWords(absl::string_view json, const Names& names) {
  std::vector<std::pair<std::string, std::string>> words;
  for (const auto& [word, name] : names) words.emplace_back(absl::StrCat("$", word), name);
  return absl::StrReplaceAll(json, words);
}

absl::StatusOr<std::string> JsonCalls::Ask(absl::string_view method, const std::string& json, const auth::Caller& caller) {
  const std::string full = absl::StrCat("driehoek.v1.", method);
  const auto* const descriptor =
      DescriptorPool::generated_pool()->FindMethodByName(absl::StrReplaceAll(full, {{"/", "."}}));
  if (descriptor == nullptr) return absl::InternalError(absl::StrCat("no method ", full));
  const auto request = NewMessage(descriptor->input_type());
  if (const auto parsed = json_util::JsonStringToMessage(json, request.get()); !parsed.ok()) {
    return absl::InternalError(absl::StrCat(full, ": ", std::string(parsed.message()), " in ", json));
  }
  grpc::ClientContext context;
  // A watch that is let in stays open.
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(descriptor->server_streaming() ? 1 : 20)));
  context.AddMetadata("authorization", absl::StrCat("Driehoek ", auth::SignCallToken(keys_, caller, clock_.Now())));
  grpc::CompletionQueue queue;
  const auto call = stub_.PrepareUnaryCall(&context, absl::StrCat("/", full), ToBuffer(*request), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool finished = false;
  queue.Next(&tag, &finished);
  if (!status.ok()) return FromGrpc(status);
  const auto response = NewMessage(descriptor->output_type());
  std::string text;
  if (!FromBuffer(answer, *response) || !json_util::MessageToJsonString(*response, &text).ok()) {
    return absl::InternalError(absl::StrCat(full, ": the answer cannot be read"));
  }
  return text;
}

std::string JsonCalls::Make(const Names& known, absl::string_view method, absl::string_view json,
                            const auth::Caller& caller) {
  const auto answer = Ask(method, ReplaceWords(json, known), caller);
  EXPECT_THAT(answer, IsOk()) << method << " " << ReplaceWords(json, known);
  std::smatch name;
  static const std::regex pattern("\"name\":\"([^\"]+)\"");
  return answer.ok() && std::regex_search(*answer, name, pattern) ? name[1].str() : std::string("missing");
}

}  // namespace driehoek::test
