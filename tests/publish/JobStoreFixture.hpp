#pragma once

#include "JobStore.hpp"
#include "Samples.hpp"

#include <gtest/gtest.h>

namespace DirectPost::Publish {

// A store in a folder of its own.
class JobStoreTest : public testing::Test {
protected:
	std::unique_ptr<JobStore> open()
	{
		auto opened = JobStore::open(file(), vault_, kNow);
		EXPECT_TRUE(opened) << (opened ? "" : opened.error().code + opened.error().detail);
		return opened ? std::move(opened->store) : nullptr;
	}
	std::filesystem::path file() const { return folder_.path() / "posts.sqlite"; }
	static Job only(JobStore &store)
	{
		const auto jobs = store.jobs();
		EXPECT_TRUE(jobs && jobs->size() == 1);
		return jobs && !jobs->empty() ? jobs->front() : Job();
	}

	Folder folder_;
	std::shared_ptr<Account::Vault> vault_ = std::make_shared<Account::Vault>(Account::Vault::randomKey());
};

} // namespace DirectPost::Publish
