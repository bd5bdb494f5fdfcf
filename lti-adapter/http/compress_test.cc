#include "http/compress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace driehoek::lti {
namespace {

using testing::IsEmpty;

const std::string& Rows() {
  static const std::string* const kRows = [] {
    auto* rows = new std::string;
    for (int row = 0; row < 200; ++row) *rows += "{\"placement\":" + std::to_string(row) + "},";
    return rows;
  }();
  return *kRows;
}

Request Accepting(const std::string& codings) {
  return {.headers = {{"Accept-Encoding", codings}}};
}

std::string Coding(const Response& response) {
  for (const Header& header : response.headers) {
    if (header.name == "Content-Encoding") return header.value;
  }
  return "";
}

std::string Unpacked(std::string packed) {
  std::string text(std::size_t{1} << 20, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(CompressTest, GivenBrowserThatTakesGzip_WhenLongAnswerPacked_ThenItReadsTheSame) {
  Response response{.body = Rows()};

  Compress(Accepting("br, GZIP;q=0.5, deflate"), response);

  EXPECT_EQ(Coding(response), "gzip");
  EXPECT_LT(response.body.size(), Rows().size() / 4);
  EXPECT_EQ(Unpacked(response.body), Rows());
}

TEST(CompressTest, GivenBrowserThatDoesNotTakeGzip_WhenPacked_ThenItStaysAsItIs) {
  for (const char* codings : {"", "br", "identity", "gzip;q=0", "gzip; q=0.000", "x-gzip2"}) {
    Response response{.body = Rows()};

    Compress(Accepting(codings), response);

    EXPECT_THAT(response.headers, IsEmpty()) << codings;
    EXPECT_EQ(response.body, Rows()) << codings;
  }
}

TEST(CompressTest, GivenShortAnswer_WhenPacked_ThenItStaysAsItIs) {
  Response response{.body = std::string(1023, 'a')};

  Compress(Accepting("gzip"), response);

  EXPECT_THAT(response.headers, IsEmpty());
  EXPECT_EQ(response.body.size(), 1023U);
}

TEST(CompressTest, GivenAnswerWithCoding_WhenPacked_ThenItIsNotPackedTwice) {
  Response response{.body = Rows()};
  response.Set("content-encoding", "br");

  Compress(Accepting("gzip"), response);

  EXPECT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.body, Rows());
}

}  // namespace
}  // namespace driehoek::lti
