-- The schema of bandit-pipeline 0.5 for MARIADB, for an empty database and without a table prefix.
-- Generated from the changelog: change that, not this file.

CREATE TABLE schema_change (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED datetime NOT NULL, ORDEREXECUTED INT NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35) NULL, `DESCRIPTION` VARCHAR(255) NULL, COMMENTS VARCHAR(255) NULL, TAG VARCHAR(255) NULL, LIQUIBASE VARCHAR(20) NULL, CONTEXTS VARCHAR(255) NULL, LABELS VARCHAR(255) NULL, DEPLOYMENT_ID VARCHAR(10) NULL);

CREATE TABLE account (account_no INT NOT NULL, platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, zone VARCHAR(64) NOT NULL, currency VARCHAR(3) NOT NULL, CONSTRAINT PK_ACCOUNT PRIMARY KEY (account_no)) COMMENT='Accounts of ad platforms: their zone defines their days, their currency is that of their amounts.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-account', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 1, '9:f6148cb794df4e17ba7d918d72b4936c', 'createTable tableName=account', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE UNIQUE INDEX uq_account ON account(platform, account_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-account', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 3, '9:6ccd92ea516377407f9c4089d1f4acd4', 'createIndex indexName=uq_account, tableName=account', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE campaign (campaign_id VARCHAR(190) NOT NULL, name LONGTEXT NOT NULL, zone VARCHAR(64) NOT NULL, currency VARCHAR(3) NOT NULL, total_budget_micros BIGINT NULL, daily_budget_micros BIGINT NULL, first_day INT NULL, last_day INT NULL, status VARCHAR(20) NOT NULL, CONSTRAINT PK_CAMPAIGN PRIMARY KEY (campaign_id)) COMMENT='Campaigns of the host. Days are written as yyyymmdd.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-campaign', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 5, '9:f2558142ecd543d60882fc45b4b5eaf3', 'createTable tableName=campaign', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE arm (arm_no BIGINT NOT NULL, arm_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, account_no INT NOT NULL, channel VARCHAR(190) NOT NULL, creative LONGTEXT NOT NULL, bid LONGTEXT NOT NULL, floor_micros BIGINT NOT NULL, cap_micros BIGINT NOT NULL, CONSTRAINT PK_ARM PRIMARY KEY (arm_no)) COMMENT='What the bandit can give money to.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 7, '9:fc98d61d57e989a5013c0d8637fed57b', 'createTable tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE UNIQUE INDEX uq_arm ON arm(arm_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 9, '9:b88a700be7f3cffd08f5ea1fc01ecaec', 'createIndex indexName=uq_arm, tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE UNIQUE INDEX uq_arm_campaign ON arm(campaign_id, arm_no);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm-campaign', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 11, '9:4a43d70488641a533bd5ca030f634eb4', 'createIndex indexName=uq_arm_campaign, tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE arm_entity (arm_no BIGINT NOT NULL, entity_no BIGINT NOT NULL, account_no INT NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, active SMALLINT NOT NULL, CONSTRAINT PK_ARM_ENTITY PRIMARY KEY (arm_no, entity_no)) COMMENT='The platform entities whose rows make up an arm. An entity that is no longer listed but has rows stays, inactive.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-arm-entity', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 13, '9:4d7563882cb4fb5910988d6ec9ad0eb6', 'createTable tableName=arm_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE UNIQUE INDEX uq_arm_entity ON arm_entity(account_no, level, entity_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm-entity', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 15, '9:75c3d369004bbb77fcc246cef0fe66bb', 'createIndex indexName=uq_arm_entity, tableName=arm_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE feed (feed_no INT NOT NULL, source VARCHAR(190) NOT NULL, account_no INT NOT NULL, level SMALLINT NOT NULL, basis SMALLINT NOT NULL, setting VARCHAR(190) NOT NULL, CONSTRAINT PK_FEED PRIMARY KEY (feed_no)) COMMENT='Where rows come from and how their conversions were attributed. Source is empty for pushed rows.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-feed', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 17, '9:65104870620ef71c15efc4115c633e64', 'createTable tableName=feed', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE UNIQUE INDEX uq_feed ON feed(account_no, source, level, basis, setting);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-feed', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 19, '9:ccf28c789ccbae0be5873ba519c0e4e8', 'createIndex indexName=uq_feed, tableName=feed', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE metric (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, granularity SMALLINT NOT NULL, entity_no BIGINT NOT NULL, precedence SMALLINT NOT NULL, observed_us BIGINT NOT NULL, local_day INT NOT NULL, feed_no INT NOT NULL, tombstone SMALLINT NOT NULL, impressions BIGINT NULL, clicks BIGINT NULL, conversion_micros BIGINT NULL, cost_micros BIGINT NULL, revenue_micros BIGINT NULL, CONSTRAINT PK_METRIC PRIMARY KEY (arm_no, start_s, granularity, entity_no)) COMMENT='The effective revision of each entity and interval. start_s: epoch seconds of the interval; granularity: 0 hour, 1 day; precedence: 0 pulled while open, 1 pushed, 2 pulled when over; observed_us: epoch microseconds; quantities are null where not reported; amounts are in the account currency.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 21, '9:e2a753fbd5ebb7ffddd0ce7c408db62d', 'createTable tableName=metric', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE metric_history (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, granularity SMALLINT NOT NULL, entity_no BIGINT NOT NULL, observed_us BIGINT NOT NULL, precedence SMALLINT NOT NULL, local_day INT NOT NULL, feed_no INT NOT NULL, tombstone SMALLINT NOT NULL, impressions BIGINT NULL, clicks BIGINT NULL, conversion_micros BIGINT NULL, cost_micros BIGINT NULL, revenue_micros BIGINT NULL, CONSTRAINT PK_METRIC_HISTORY PRIMARY KEY (arm_no, start_s, granularity, entity_no, observed_us, precedence)) COMMENT='Every revision that is not the effective one: superseded, or of lower precedence.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric-history', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 23, '9:20df42bb49371ea8a259e43ba3d1c7b8', 'createTable tableName=metric_history', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE metric_daily (arm_no BIGINT NOT NULL, local_day INT NOT NULL, changed_us BIGINT NOT NULL, observed_us BIGINT NULL, impressions BIGINT NULL, clicks BIGINT NULL, conversion_micros BIGINT NULL, cost_micros BIGINT NULL, revenue_micros BIGINT NULL, CONSTRAINT PK_METRIC_DAILY PRIMARY KEY (arm_no, local_day)) COMMENT='Effective metrics of each arm and account-local day (yyyymmdd), rolled up from metric in the same transaction. changed_us: the latest revision behind it, vanished rows included: what was known later than it is what is known now. observed_us: the latest observation of a row that has not vanished, null if all have.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric-daily', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 25, '9:af381fc26c1efb922ad282b93e1b40be', 'createTable tableName=metric_daily', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE outcome_revision (campaign_id VARCHAR(190) NOT NULL, local_day INT NOT NULL, observed_us BIGINT NOT NULL, source VARCHAR(190) NOT NULL, known SMALLINT NOT NULL, order_micros BIGINT NOT NULL, revenue_micros BIGINT NOT NULL, CONSTRAINT PK_OUTCOME_REVISION PRIMARY KEY (campaign_id, local_day, observed_us)) COMMENT='What the host sold per day (yyyymmdd in the campaign zone), every revision; the latest one observed counts. known: 0 if the day became unknown again.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-outcome-revision', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 27, '9:d054bb7c22771705b88ecb7cf26aa6fc', 'createTable tableName=outcome_revision', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE watermark (account_no INT NOT NULL, source VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, granularity SMALLINT NOT NULL, complete_until_us BIGINT NULL, CONSTRAINT PK_WATERMARK PRIMARY KEY (account_no, source, level, granularity)) COMMENT='Up to where a feed is complete: the first instant that is not, in epoch microseconds. Also the lock of the feed.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-watermark', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 29, '9:a60c1ea523b2b6b18d4c23275c411c80', 'createTable tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE quarantine (held_id VARCHAR(64) NOT NULL, source VARCHAR(190) NOT NULL, subject VARCHAR(400) NOT NULL, slice_kind VARCHAR(40) NOT NULL, first_day INT NOT NULL, last_day INT NOT NULL, location LONGTEXT NOT NULL, raw_row LONGTEXT NOT NULL, occurrences BIGINT NOT NULL, state VARCHAR(20) NOT NULL, held_us BIGINT NOT NULL, CONSTRAINT PK_QUARANTINE PRIMARY KEY (held_id)) COMMENT='Rows that cannot be used, as they came. held_id: SHA-256 of source, subject, raw row and broken rules. Slice: what was being fetched.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 31, '9:ce7dfac23bbb5a02d2abf21fc854f3a9', 'createTable tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE quarantine_reason (held_id VARCHAR(64) NOT NULL, position INT NOT NULL, rule_id VARCHAR(190) NOT NULL, field LONGTEXT NOT NULL, field_value LONGTEXT NOT NULL, text LONGTEXT NOT NULL, CONSTRAINT PK_QUARANTINE_REASON PRIMARY KEY (held_id, position)) COMMENT='Why a row is in quarantine.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-quarantine-reason', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 33, '9:1e61c5f1a6303810809c11ff1d016b7b', 'createTable tableName=quarantine_reason', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE parked_row (account_no INT NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, granularity SMALLINT NOT NULL, start_s BIGINT NOT NULL, origin SMALLINT NOT NULL, source VARCHAR(190) NOT NULL, basis SMALLINT NOT NULL, setting VARCHAR(190) NOT NULL, local_day INT NOT NULL, observed_us BIGINT NOT NULL, impressions BIGINT NULL, clicks BIGINT NULL, conversion_micros BIGINT NULL, cost_micros BIGINT NULL, revenue_micros BIGINT NULL, CONSTRAINT PK_PARKED_ROW PRIMARY KEY (account_no, level, entity_id, granularity, start_s, origin)) COMMENT='Rows of entities that belong to no arm yet.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-parked-row', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 35, '9:da0057ff74e644f94a2cf29418445296', 'createTable tableName=parked_row', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE mmm_run (model_run_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, model_id LONGTEXT NOT NULL, as_of_us BIGINT NOT NULL, last_day INT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, training_days INT NOT NULL, holdout_days INT NOT NULL, r2 DOUBLE NULL, holdout_r2 DOUBLE NULL, holdout_wape DOUBLE NULL, naive_wape DOUBLE NULL, coverage90 DOUBLE NULL, max_r_hat DOUBLE NULL, min_effective_samples DOUBLE NULL, CONSTRAINT PK_MMM_RUN PRIMARY KEY (model_run_id)) COMMENT='Fitted mix models.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-run', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 37, '9:93c9f2eaa4ca11cc2cb56cfd289294de', 'createTable tableName=mmm_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE mmm_caution (model_run_id VARCHAR(190) NOT NULL, position INT NOT NULL, text LONGTEXT NOT NULL, CONSTRAINT PK_MMM_CAUTION PRIMARY KEY (model_run_id, position)) COMMENT='What the data of a model run cannot tell.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-caution', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 39, '9:c95952e76ab825cdd1743c7b4385d00c', 'createTable tableName=mmm_caution', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE mmm_estimate (model_run_id VARCHAR(190) NOT NULL, position INT NOT NULL, channel VARCHAR(190) NOT NULL, spend DOUBLE NULL, roas DOUBLE NULL, roas_low DOUBLE NULL, roas_high DOUBLE NULL, marginal_roas DOUBLE NULL, marginal_low DOUBLE NULL, marginal_high DOUBLE NULL, contraction DOUBLE NULL, note LONGTEXT NOT NULL, CONSTRAINT PK_MMM_ESTIMATE PRIMARY KEY (model_run_id, position)) COMMENT='What a model run says of each channel, for people; intervals are central 90 %.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-estimate', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 41, '9:e6547179d7db4c8e688faab87e1a86fa', 'createTable tableName=mmm_estimate', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE mmm_draw (model_run_id VARCHAR(190) NOT NULL, position INT NOT NULL, channel VARCHAR(190) NOT NULL, family VARCHAR(40) NOT NULL, slope LONGBLOB NOT NULL, scale LONGBLOB NOT NULL, carry_over LONGBLOB NOT NULL, CONSTRAINT PK_MMM_DRAW PRIMARY KEY (model_run_id, position)) COMMENT='Joint posterior draws of a model run, one row a channel: arrays of big-endian IEEE 754 doubles.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-draw', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 43, '9:75d9e12c25ad0d6fc3245050aaef359c', 'createTable tableName=mmm_draw', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE agent_state (arm_no BIGINT NOT NULL, alpha DOUBLE NOT NULL, beta DOUBLE NOT NULL, spending_micros BIGINT NOT NULL, trials BIGINT NOT NULL, value_per_conversion DOUBLE NOT NULL, recent_micros BIGINT NOT NULL, last_day INT NULL, last_updated_us BIGINT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, CONSTRAINT PK_AGENT_STATE PRIMARY KEY (arm_no)) COMMENT='What the agent knows of each arm, computed from rows.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-agent-state', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 45, '9:7a048e5485c1b61717a4ca6d5e0151ec', 'createTable tableName=agent_state', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE allocation (allocation_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, local_day INT NOT NULL, currency VARCHAR(3) NOT NULL, budget_micros BIGINT NOT NULL, unspent_micros BIGINT NOT NULL, state VARCHAR(20) NOT NULL, reason LONGTEXT NOT NULL, as_of_us BIGINT NOT NULL, config_hash VARCHAR(190) NOT NULL, agent_id LONGTEXT NOT NULL, model_run_id VARCHAR(190) NULL, seed BIGINT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, CONSTRAINT PK_ALLOCATION PRIMARY KEY (allocation_id)) COMMENT='Decided budgets and what they were computed from.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-allocation', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 47, '9:15d1461d9845f47bb5da4f4b34d6be0d', 'createTable tableName=allocation', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE allocation_arm (allocation_id VARCHAR(190) NOT NULL, arm_id VARCHAR(190) NOT NULL, budget_micros BIGINT NOT NULL, previous_micros BIGINT NOT NULL, low_micros BIGINT NOT NULL, high_micros BIGINT NOT NULL, marginal_return DOUBLE NULL, marginal_low DOUBLE NULL, marginal_high DOUBLE NULL, binding VARCHAR(20) NOT NULL, reason LONGTEXT NOT NULL, CONSTRAINT PK_ALLOCATION_ARM PRIMARY KEY (allocation_id, arm_id)) COMMENT='The budget of each arm in an allocation, and why.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-allocation-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 49, '9:3c9be9bc01d53c7fb981d530d8ff06d5', 'createTable tableName=allocation_arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE job_run (run_id VARCHAR(190) NOT NULL, workflow VARCHAR(190) NOT NULL, as_of_us BIGINT NOT NULL, position BIGINT NOT NULL, state VARCHAR(20) NULL, duration_ms BIGINT NULL, CONSTRAINT PK_JOB_RUN PRIMARY KEY (run_id)) COMMENT='Runs. state is null while a run goes on, or if it was killed.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-job-run', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 51, '9:6da30436cc30c3f6c6134ea6a87f0563', 'createTable tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE step_run (run_id VARCHAR(190) NOT NULL, position INT NOT NULL, name VARCHAR(190) NOT NULL, state VARCHAR(20) NOT NULL, fetched BIGINT NOT NULL, `stored` BIGINT NOT NULL, changed BIGINT NOT NULL, unchanged BIGINT NOT NULL, duplicates BIGINT NOT NULL, quarantined BIGINT NOT NULL, parked BIGINT NOT NULL, removed BIGINT NOT NULL, duration_ms BIGINT NOT NULL, CONSTRAINT PK_STEP_RUN PRIMARY KEY (run_id, position)) COMMENT='Steps of runs and what became of their rows.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-step-run', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 53, '9:54f1ca1ae0c8fad6a991dab54d3acd5f', 'createTable tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE step_message (run_id VARCHAR(190) NOT NULL, position INT NOT NULL, line INT NOT NULL, text LONGTEXT NOT NULL, CONSTRAINT PK_STEP_MESSAGE PRIMARY KEY (run_id, position, line)) COMMENT='What a step told a person.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-step-message', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 55, '9:769d10f882da9ad7dff3d9adec791e73', 'createTable tableName=step_message', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.1', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 57, '9:5b1c8fd0b00c6d798f312b858de36f1f', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.1');

CREATE INDEX ix_mmm_run ON mmm_run(campaign_id, as_of_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-mmm-run', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 59, '9:9f7a5726f3ce685def07a96268740499', 'createIndex indexName=ix_mmm_run, tableName=mmm_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_allocation ON allocation(campaign_id, as_of_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-allocation', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 61, '9:4e580867de0aad3f83f8677afb76872a', 'createIndex indexName=ix_allocation, tableName=allocation', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_quarantine ON quarantine(source, slice_kind, first_day);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 63, '9:881bd389567f4af74027b9d28c29029a', 'createIndex indexName=ix_quarantine, tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.2', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 65, '9:47603f56bc0ba23fa7faf8149f86e01b', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.2');

ALTER TABLE quarantine ADD state_us BIGINT NULL, ADD last_event INT NULL, ADD entity_level SMALLINT NULL, ADD entity_id LONGTEXT NULL, ADD granularity SMALLINT NULL, ADD start_us BIGINT NULL, ADD end_us BIGINT NULL, ADD local_day INT NULL, ADD observed_us BIGINT NULL, ADD origin SMALLINT NULL, ADD impressions BIGINT NULL, ADD clicks BIGINT NULL, ADD conversion_micros BIGINT NULL, ADD cost_micros BIGINT NULL, ADD revenue_micros BIGINT NULL, ADD currency VARCHAR(3) NULL, ADD basis SMALLINT NULL, ADD setting LONGTEXT NULL, ADD seen_us BIGINT NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 67, '9:816ddb12ce1331a0cdceabf28e3e22a2', 'addColumn tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_quarantine_state ON quarantine(source, subject, state);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-ix-quarantine-state', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 69, '9:2869f493bb33fb6e8f1ecc8315702a2e', 'createIndex indexName=ix_quarantine_state, tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE quarantine_event (held_id VARCHAR(64) NOT NULL, position INT NOT NULL, at_us BIGINT NOT NULL, from_state VARCHAR(20) NULL, to_state VARCHAR(20) NOT NULL, actor LONGTEXT NOT NULL, note LONGTEXT NOT NULL, entity_level SMALLINT NULL, entity_id LONGTEXT NULL, granularity SMALLINT NULL, start_us BIGINT NULL, end_us BIGINT NULL, local_day INT NULL, observed_us BIGINT NULL, origin SMALLINT NULL, impressions BIGINT NULL, clicks BIGINT NULL, conversion_micros BIGINT NULL, cost_micros BIGINT NULL, revenue_micros BIGINT NULL, currency VARCHAR(3) NULL, basis SMALLINT NULL, setting LONGTEXT NULL, CONSTRAINT PK_QUARANTINE_EVENT PRIMARY KEY (held_id, position)) COMMENT='What became of each row in quarantine: its audit trail. from_state is null for the first event; the other nullable columns are the row that was decided to count from then on.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quarantine-event', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 71, '9:dca7a90dd4f02bd743f4299db9939934', 'createTable tableName=quarantine_event', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE quality_score (local_day INT NOT NULL, subject_kind VARCHAR(20) NOT NULL, subject_id VARCHAR(400) NOT NULL, dimension VARCHAR(20) NOT NULL, numerator DOUBLE NOT NULL, denominator DOUBLE NOT NULL, at_us BIGINT NOT NULL, CONSTRAINT PK_QUALITY_SCORE PRIMARY KEY (local_day, subject_kind, subject_id, dimension)) COMMENT='How good the data of a subject is in one dimension: numerator of denominator, which is 0 where nothing was due. local_day: 0 if it is of no single day.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quality-score', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 73, '9:3718a59d0cbb6fed99cec58c817547cd', 'createTable tableName=quality_score', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE quality_finding (check_id VARCHAR(400) NOT NULL, finding_id VARCHAR(64) NOT NULL, rule_id VARCHAR(190) NOT NULL, dimension VARCHAR(20) NOT NULL, severity VARCHAR(20) NOT NULL, subject_kind VARCHAR(20) NOT NULL, subject_id VARCHAR(400) NOT NULL, local_day INT NOT NULL, field LONGTEXT NOT NULL, field_value LONGTEXT NOT NULL, text LONGTEXT NOT NULL, occurrences BIGINT NOT NULL, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL, resolved_us BIGINT NULL, CONSTRAINT PK_QUALITY_FINDING PRIMARY KEY (check_id, finding_id)) COMMENT='What checks found: the latest episode of each finding. finding_id: SHA-256 of rule, subject, day and field. resolved_us is null while it is open.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quality-finding', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 75, '9:dd5bbcac50c92997fafcb4dc0ff2323e', 'createTable tableName=quality_finding', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE detector_state (detector VARCHAR(190) NOT NULL, series_key VARCHAR(400) NOT NULL, state LONGBLOB NOT NULL, CONSTRAINT PK_DETECTOR_STATE PRIMARY KEY (detector, series_key)) COMMENT='What detectors of anomalies have learnt of each series, in a form of their own.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-detector-state', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 77, '9:b899bc6a0274fc4ea0197bcd937cfb9a', 'createTable tableName=detector_state', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE exchange_rate (from_currency VARCHAR(3) NOT NULL, to_currency VARCHAR(3) NOT NULL, local_day INT NOT NULL, known_us BIGINT NOT NULL, rate VARCHAR(190) NOT NULL, published_day INT NOT NULL, source VARCHAR(190) NOT NULL, provisional SMALLINT NOT NULL, CONSTRAINT PK_EXCHANGE_RATE PRIMARY KEY (from_currency, to_currency, local_day, known_us)) COMMENT='Rates that amounts were converted with, every revision: of each pair and day the latest known counts. rate: units of to_currency for one of from_currency, as decimal text, exact. local_day: the day it is used for; published_day: the day it was published for.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-exchange-rate', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 79, '9:bee6b12c0b6d53ea6e0e3cbc7b6373a8', 'createTable tableName=exchange_rate', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.3', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 81, '9:0bc8742bc8156ba783f897acc91675f3', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.3');

CREATE TABLE scheduled_job (task_name VARCHAR(190) NOT NULL, task_instance VARCHAR(190) NOT NULL, task_data LONGBLOB NULL, execution_time datetime(6) NOT NULL, picked TINYINT(1) NOT NULL, picked_by VARCHAR(190) NULL, last_success datetime(6) NULL, last_failure datetime(6) NULL, consecutive_failures INT NULL, last_heartbeat datetime(6) NULL, version BIGINT NOT NULL, paused TINYINT(1) NOT NULL, CONSTRAINT PK_SCHEDULED_JOB PRIMARY KEY (task_name, task_instance)) COMMENT='Jobs and when each is run next. task_data: the slot that is waited for or was begun, failures, skipped slots and the trigger, as text.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-scheduled-job', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 83, '9:3ffab3a4ccf06e648c6924ee570daeef', 'createTable tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_scheduled_job_execution ON scheduled_job(execution_time);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-scheduled-job-execution', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 85, '9:6798ec717b5e579e92fac909ceb21703', 'createIndex indexName=ix_scheduled_job_execution, tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_scheduled_job_heartbeat ON scheduled_job(last_heartbeat);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-scheduled-job-heartbeat', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 87, '9:739d206f2f49986ddabb4eddf2c533e3', 'createIndex indexName=ix_scheduled_job_heartbeat, tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

ALTER TABLE job_run ADD slot_us BIGINT NULL, ADD scope LONGTEXT NULL, ADD first_day INT NULL, ADD last_day INT NULL, ADD started_by LONGTEXT NULL, ADD instance LONGTEXT NULL, ADD attempts INT DEFAULT 1 NOT NULL, ADD started_us BIGINT NULL, ADD ended_us BIGINT NULL, ADD leased_until_us BIGINT DEFAULT 0 NOT NULL, ADD wanted VARCHAR(20) DEFAULT 'NONE' NOT NULL, ADD error LONGTEXT NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 89, '9:c74700b7055082ef701b56a51ac5d613', 'addColumn tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

UPDATE job_run SET started_us = as_of_us, ended_us = as_of_us + duration_ms * 1000, state = coalesce(state, 'RUNNING') WHERE started_us IS NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-moments', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 91, '9:80e8d76e1976f897ed2e6e8ebb127dae', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

ALTER TABLE job_run DROP COLUMN duration_ms;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-duration', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 93, '9:af628fee740e482c866a7ed8f87c9a60', 'dropColumn columnName=duration_ms, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

ALTER TABLE job_run COMMENT = 'Runs, and who holds each. wanted: what somebody wants of it. started_by and instance are null if a version before 0.4 noted it.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-remarks', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 95, '9:3a565ea981bbcd19c7e43c12d4eabc92', 'setTableRemarks tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_job_run ON job_run(position);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-job-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 97, '9:74121e1a5231beb473614061e01a535a', 'createIndex indexName=ix_job_run, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_job_run_workflow ON job_run(workflow, position);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-job-run-workflow', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 99, '9:ede8070c28a4c7191c480e78740c1bd2', 'createIndex indexName=ix_job_run_workflow, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

ALTER TABLE step_run ADD parent VARCHAR(190) NULL, ADD attempts INT DEFAULT 1 NOT NULL, ADD may_pass SMALLINT DEFAULT 0 NOT NULL, ADD started_us BIGINT NULL, ADD gave SMALLINT DEFAULT 0 NOT NULL, ADD output LONGTEXT NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-step-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 101, '9:5f310bc457a40a66b6c443036932f14a', 'addColumn tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

UPDATE step_run SET name = concat(substr(name, 1, 170), ' #', position) WHERE (run_id, position) IN
            (SELECT run_id, position FROM (SELECT later.run_id, later.position FROM step_run later
            JOIN step_run earlier ON earlier.run_id = later.run_id AND earlier.name = later.name AND earlier.position < later.position) twice);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-step-run-names', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 103, '9:936b2ce09edbbf44fa89283bc000ae25', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE UNIQUE INDEX uq_step_run ON step_run(run_id, name);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-uq-step-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 105, '9:cf48ea92a467d8137fc0bc392902579b', 'createIndex indexName=uq_step_run, tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE alert (alert_id VARCHAR(64) NOT NULL, episode INT NOT NULL, code LONGTEXT NOT NULL, subject LONGTEXT NOT NULL, severity VARCHAR(20) NOT NULL, message LONGTEXT NOT NULL, occurrences BIGINT NOT NULL, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL, delivered_us BIGINT NOT NULL, delivered_severity VARCHAR(20) NOT NULL, acknowledged_by LONGTEXT NULL, acknowledged_us BIGINT NULL, resolved_us BIGINT NULL, CONSTRAINT PK_ALERT PRIMARY KEY (alert_id, episode)) COMMENT='Alerts and what became of them. alert_id: SHA-256 of code and subject; of its episodes only the last can be open, and is if its resolved_us is null.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-alert', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 107, '9:e43a28c67242d2608eb287fe3999de85', 'createTable tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_alert_resolved ON alert(resolved_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-alert-resolved', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 109, '9:aff72c40158d7853895d8efc4e9d0038', 'createIndex indexName=ix_alert_resolved, tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_alert_last ON alert(last_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-alert-last', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 111, '9:1a2dab4f9784aa861a6f1bff423c9f30', 'createIndex indexName=ix_alert_last, tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

ALTER TABLE watermark ADD complete_from_us BIGINT DEFAULT 0 NOT NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-watermark', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 113, '9:280963f358c70713b8a0135e45207845', 'addColumn tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

ALTER TABLE watermark COMMENT = 'What is complete of a feed, in epoch microseconds: from an instant up to the first that is not.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-watermark-remarks', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 115, '9:d6ed7d71a28d09395f88d5b1a34fcad6', 'setTableRemarks tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.4', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 117, '9:69ea60ba2c4182cdddee0de9a7751055', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.4');

CREATE TABLE api_call (call_no BIGINT NOT NULL, platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, endpoint LONGTEXT NOT NULL, called_us BIGINT NOT NULL, took_micros BIGINT NOT NULL, attempt INT NOT NULL, status INT NOT NULL, request_id LONGTEXT NOT NULL, failed SMALLINT NOT NULL, error_code LONGTEXT NOT NULL, error LONGTEXT NOT NULL, CONSTRAINT PK_API_CALL PRIMARY KEY (call_no)) COMMENT='Calls of the APIs of platforms. took_micros: millionths of a second; failed: 1 if error_code says something; status: 0 if there was no answer.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-api-call', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 119, '9:7a586f9ae6211d6b7ef229ded927bd3b', 'createTable tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_api_call ON api_call(called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 121, '9:a9c6a3d7e8921898cb3cc3c9afabed96', 'createIndex indexName=ix_api_call, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_api_call_platform ON api_call(platform, called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call-platform', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 123, '9:e2aec5a3feea135246bfa8e038143208', 'createIndex indexName=ix_api_call_platform, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_api_call_failed ON api_call(failed, called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call-failed', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 125, '9:d64c0a3d49dabf7d02a11d814ab766aa', 'createIndex indexName=ix_api_call_failed, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE slice_size (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, source VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, granularity SMALLINT NOT NULL, max_days INT NOT NULL, noted_us BIGINT NOT NULL, CONSTRAINT PK_SLICE_SIZE PRIMARY KEY (platform, account_id, source, level, granularity)) COMMENT='How many days at once a platform was able to answer for, by feed.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-slice-size', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 127, '9:326eff3c3562c8c4f573a58ae2bd40d4', 'createTable tableName=slice_size', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE budget_change (change_no BIGINT NOT NULL, allocation_id VARCHAR(190) NOT NULL, arm_id VARCHAR(190) NOT NULL, account_key VARCHAR(400) NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, local_day INT NOT NULL, at_us BIGINT NOT NULL, currency VARCHAR(3) NOT NULL, before_micros BIGINT NULL, after_micros BIGINT NOT NULL, state VARCHAR(20) NOT NULL, text LONGTEXT NOT NULL, CONSTRAINT PK_BUDGET_CHANGE PRIMARY KEY (change_no)) COMMENT='What became of the budgets of platform entities. before_micros is null if it was not read; amounts are in currency.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-budget-change', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 129, '9:25ff54ed0b6d36c048cd353f5c7e1eb0', 'createTable tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_budget_change ON budget_change(at_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-budget-change', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 131, '9:f96f59ccc9bbe3ac05e261225f966dcc', 'createIndex indexName=ix_budget_change, tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE INDEX ix_budget_change_entity ON budget_change(account_key, level, entity_id, at_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-budget-change-entity', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 133, '9:57407c92a2735fa65f839bee16c3cc10', 'createIndex indexName=ix_budget_change_entity, tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE entity_listing (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, listed_us BIGINT NOT NULL, CONSTRAINT PK_ENTITY_LISTING PRIMARY KEY (platform, account_id)) COMMENT='When the entities of an account were listed last.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-entity-listing', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 135, '9:ba7069e477a8e270d5b51c9de837f942', 'createTable tableName=entity_listing', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

CREATE TABLE platform_entity (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, name LONGTEXT NOT NULL, parent_level SMALLINT NULL, parent_id VARCHAR(190) NULL, status VARCHAR(20) NOT NULL, first_seen_us BIGINT NOT NULL, last_seen_us BIGINT NULL, CONSTRAINT PK_PLATFORM_ENTITY PRIMARY KEY (platform, account_id, level, entity_id)) COMMENT='Campaigns, ad groups and ads as platforms list them. last_seen_us is null of those that the latest listing has.' ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-platform-entity', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 137, '9:60d1176d6f6be403b9cc5d58698244e0', 'createTable tableName=platform_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.5', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 139, '9:ab77a8ae68c15518be13a45394ed83d8', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.5');
