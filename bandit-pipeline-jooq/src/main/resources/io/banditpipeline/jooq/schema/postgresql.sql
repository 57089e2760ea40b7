-- The schema of bandit-pipeline 0.5 for POSTGRESQL, for an empty database and without a table prefix.
-- Generated from the changelog: change that, not this file.

CREATE TABLE schema_change (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP WITHOUT TIME ZONE NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));

-- Changeset bandit-pipeline/0.1::0.1-account::bandit-pipeline
CREATE TABLE account (account_no INTEGER NOT NULL, platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, zone VARCHAR(64) NOT NULL, currency VARCHAR(3) NOT NULL, CONSTRAINT account_pkey PRIMARY KEY (account_no));

COMMENT ON TABLE account IS 'Accounts of ad platforms: their zone defines their days, their currency is that of their amounts.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-account', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 1, '9:1345ec53535dcbcf19b14e483780ddf4', 'createTable tableName=account', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-account::bandit-pipeline
CREATE UNIQUE INDEX uq_account ON account(platform, account_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-account', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 3, '9:6ccd92ea516377407f9c4089d1f4acd4', 'createIndex indexName=uq_account, tableName=account', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-campaign::bandit-pipeline
CREATE TABLE campaign (campaign_id VARCHAR(190) NOT NULL, name TEXT NOT NULL, zone VARCHAR(64) NOT NULL, currency VARCHAR(3) NOT NULL, total_budget_micros BIGINT, daily_budget_micros BIGINT, first_day INTEGER, last_day INTEGER, status VARCHAR(20) NOT NULL, CONSTRAINT campaign_pkey PRIMARY KEY (campaign_id));

COMMENT ON TABLE campaign IS 'Campaigns of the host. Days are written as yyyymmdd.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-campaign', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 5, '9:fae7a0f921e02170f5dee562b55c1279', 'createTable tableName=campaign', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-arm::bandit-pipeline
CREATE TABLE arm (arm_no BIGINT NOT NULL, arm_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, account_no INTEGER NOT NULL, channel VARCHAR(190) NOT NULL, creative TEXT NOT NULL, bid TEXT NOT NULL, floor_micros BIGINT NOT NULL, cap_micros BIGINT NOT NULL, CONSTRAINT arm_pkey PRIMARY KEY (arm_no));

COMMENT ON TABLE arm IS 'What the bandit can give money to.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 7, '9:7ce8953fb54c682b26542135a0b032a6', 'createTable tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-arm::bandit-pipeline
CREATE UNIQUE INDEX uq_arm ON arm(arm_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 9, '9:b88a700be7f3cffd08f5ea1fc01ecaec', 'createIndex indexName=uq_arm, tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-arm-campaign::bandit-pipeline
CREATE UNIQUE INDEX uq_arm_campaign ON arm(campaign_id, arm_no);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm-campaign', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 11, '9:4a43d70488641a533bd5ca030f634eb4', 'createIndex indexName=uq_arm_campaign, tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-arm-entity::bandit-pipeline
CREATE TABLE arm_entity (arm_no BIGINT NOT NULL, entity_no BIGINT NOT NULL, account_no INTEGER NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, active SMALLINT NOT NULL, CONSTRAINT arm_entity_pkey PRIMARY KEY (arm_no, entity_no));

COMMENT ON TABLE arm_entity IS 'The platform entities whose rows make up an arm. An entity that is no longer listed but has rows stays, inactive.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-arm-entity', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 13, '9:79545738af034eda70112b72cb828840', 'createTable tableName=arm_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-arm-entity::bandit-pipeline
CREATE UNIQUE INDEX uq_arm_entity ON arm_entity(account_no, level, entity_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm-entity', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 15, '9:75c3d369004bbb77fcc246cef0fe66bb', 'createIndex indexName=uq_arm_entity, tableName=arm_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-feed::bandit-pipeline
CREATE TABLE feed (feed_no INTEGER NOT NULL, source VARCHAR(190) NOT NULL, account_no INTEGER NOT NULL, level SMALLINT NOT NULL, basis SMALLINT NOT NULL, setting VARCHAR(190) NOT NULL, CONSTRAINT feed_pkey PRIMARY KEY (feed_no));

COMMENT ON TABLE feed IS 'Where rows come from and how their conversions were attributed. Source is empty for pushed rows.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-feed', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 17, '9:598a3299e8e5f564eb285462bbf9920d', 'createTable tableName=feed', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-feed::bandit-pipeline
CREATE UNIQUE INDEX uq_feed ON feed(account_no, source, level, basis, setting);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-feed', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 19, '9:ccf28c789ccbae0be5873ba519c0e4e8', 'createIndex indexName=uq_feed, tableName=feed', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-metric::bandit-pipeline
CREATE TABLE metric (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, granularity SMALLINT NOT NULL, entity_no BIGINT NOT NULL, precedence SMALLINT NOT NULL, observed_us BIGINT NOT NULL, local_day INTEGER NOT NULL, feed_no INTEGER NOT NULL, tombstone SMALLINT NOT NULL, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT metric_pkey PRIMARY KEY (arm_no, start_s, granularity, entity_no));

COMMENT ON TABLE metric IS 'The effective revision of each entity and interval. start_s: epoch seconds of the interval; granularity: 0 hour, 1 day; precedence: 0 pulled while open, 1 pushed, 2 pulled when over; observed_us: epoch microseconds; quantities are null where not reported; amounts are in the account currency.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 21, '9:760c3aa66d59ad462189173ebbb03816', 'createTable tableName=metric', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-metric-history::bandit-pipeline
CREATE TABLE metric_history (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, granularity SMALLINT NOT NULL, entity_no BIGINT NOT NULL, observed_us BIGINT NOT NULL, precedence SMALLINT NOT NULL, local_day INTEGER NOT NULL, feed_no INTEGER NOT NULL, tombstone SMALLINT NOT NULL, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT metric_history_pkey PRIMARY KEY (arm_no, start_s, granularity, entity_no, observed_us, precedence));

COMMENT ON TABLE metric_history IS 'Every revision that is not the effective one: superseded, or of lower precedence.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric-history', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 23, '9:1a4070bab2745e4be54ae56265954d79', 'createTable tableName=metric_history', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-metric-daily::bandit-pipeline
CREATE TABLE metric_daily (arm_no BIGINT NOT NULL, local_day INTEGER NOT NULL, changed_us BIGINT NOT NULL, observed_us BIGINT, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT metric_daily_pkey PRIMARY KEY (arm_no, local_day));

COMMENT ON TABLE metric_daily IS 'Effective metrics of each arm and account-local day (yyyymmdd), rolled up from metric in the same transaction. changed_us: the latest revision behind it, vanished rows included: what was known later than it is what is known now. observed_us: the latest observation of a row that has not vanished, null if all have.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric-daily', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 25, '9:4323c53d3c07b5b42a6d3cd7ca55aaa3', 'createTable tableName=metric_daily', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-outcome-revision::bandit-pipeline
CREATE TABLE outcome_revision (campaign_id VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, observed_us BIGINT NOT NULL, source VARCHAR(190) NOT NULL, known SMALLINT NOT NULL, order_micros BIGINT NOT NULL, revenue_micros BIGINT NOT NULL, CONSTRAINT outcome_revision_pkey PRIMARY KEY (campaign_id, local_day, observed_us));

COMMENT ON TABLE outcome_revision IS 'What the host sold per day (yyyymmdd in the campaign zone), every revision; the latest one observed counts. known: 0 if the day became unknown again.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-outcome-revision', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 27, '9:e35b6f845cb3436ed071935c8e1b1928', 'createTable tableName=outcome_revision', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-watermark::bandit-pipeline
CREATE TABLE watermark (account_no INTEGER NOT NULL, source VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, granularity SMALLINT NOT NULL, complete_until_us BIGINT, CONSTRAINT watermark_pkey PRIMARY KEY (account_no, source, level, granularity));

COMMENT ON TABLE watermark IS 'Up to where a feed is complete: the first instant that is not, in epoch microseconds. Also the lock of the feed.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-watermark', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 29, '9:0147b2de2bc00588f6e9417a0dbd3937', 'createTable tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-quarantine::bandit-pipeline
CREATE TABLE quarantine (held_id VARCHAR(64) NOT NULL, source VARCHAR(190) NOT NULL, subject VARCHAR(400) NOT NULL, slice_kind VARCHAR(40) NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, location TEXT NOT NULL, raw_row TEXT NOT NULL, occurrences BIGINT NOT NULL, state VARCHAR(20) NOT NULL, held_us BIGINT NOT NULL, CONSTRAINT quarantine_pkey PRIMARY KEY (held_id));

COMMENT ON TABLE quarantine IS 'Rows that cannot be used, as they came. held_id: SHA-256 of source, subject, raw row and broken rules. Slice: what was being fetched.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 31, '9:4ad761e7b9c6e63d3d7c7b0e58e0908e', 'createTable tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-quarantine-reason::bandit-pipeline
CREATE TABLE quarantine_reason (held_id VARCHAR(64) NOT NULL, position INTEGER NOT NULL, rule_id VARCHAR(190) NOT NULL, field TEXT NOT NULL, field_value TEXT NOT NULL, text TEXT NOT NULL, CONSTRAINT quarantine_reason_pkey PRIMARY KEY (held_id, position));

COMMENT ON TABLE quarantine_reason IS 'Why a row is in quarantine.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-quarantine-reason', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 33, '9:ee656a40582d115ffae81fca68297614', 'createTable tableName=quarantine_reason', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-parked-row::bandit-pipeline
CREATE TABLE parked_row (account_no INTEGER NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, granularity SMALLINT NOT NULL, start_s BIGINT NOT NULL, origin SMALLINT NOT NULL, source VARCHAR(190) NOT NULL, basis SMALLINT NOT NULL, setting VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, observed_us BIGINT NOT NULL, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT parked_row_pkey PRIMARY KEY (account_no, level, entity_id, granularity, start_s, origin));

COMMENT ON TABLE parked_row IS 'Rows of entities that belong to no arm yet.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-parked-row', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 35, '9:37ae4de6b0e6f1518824014a9fb55943', 'createTable tableName=parked_row', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-run::bandit-pipeline
CREATE TABLE mmm_run (model_run_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, model_id TEXT NOT NULL, as_of_us BIGINT NOT NULL, last_day INTEGER NOT NULL, inputs_hash VARCHAR(190) NOT NULL, training_days INTEGER NOT NULL, holdout_days INTEGER NOT NULL, r2 DOUBLE PRECISION, holdout_r2 DOUBLE PRECISION, holdout_wape DOUBLE PRECISION, naive_wape DOUBLE PRECISION, coverage90 DOUBLE PRECISION, max_r_hat DOUBLE PRECISION, min_effective_samples DOUBLE PRECISION, CONSTRAINT mmm_run_pkey PRIMARY KEY (model_run_id));

COMMENT ON TABLE mmm_run IS 'Fitted mix models.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-run', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 37, '9:24e6e9b8e099a923e43061b787fbca8f', 'createTable tableName=mmm_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-caution::bandit-pipeline
CREATE TABLE mmm_caution (model_run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL, CONSTRAINT mmm_caution_pkey PRIMARY KEY (model_run_id, position));

COMMENT ON TABLE mmm_caution IS 'What the data of a model run cannot tell.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-caution', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 39, '9:0e4a1f6bb4ed4ed2dfe8b4dabb042caa', 'createTable tableName=mmm_caution', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-estimate::bandit-pipeline
CREATE TABLE mmm_estimate (model_run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, channel VARCHAR(190) NOT NULL, spend DOUBLE PRECISION, roas DOUBLE PRECISION, roas_low DOUBLE PRECISION, roas_high DOUBLE PRECISION, marginal_roas DOUBLE PRECISION, marginal_low DOUBLE PRECISION, marginal_high DOUBLE PRECISION, contraction DOUBLE PRECISION, note TEXT NOT NULL, CONSTRAINT mmm_estimate_pkey PRIMARY KEY (model_run_id, position));

COMMENT ON TABLE mmm_estimate IS 'What a model run says of each channel, for people; intervals are central 90 %.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-estimate', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 41, '9:bf4c67cff1e428cde98c129e8b9419d9', 'createTable tableName=mmm_estimate', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-draw::bandit-pipeline
CREATE TABLE mmm_draw (model_run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, channel VARCHAR(190) NOT NULL, family VARCHAR(40) NOT NULL, slope BYTEA NOT NULL, scale BYTEA NOT NULL, carry_over BYTEA NOT NULL, CONSTRAINT mmm_draw_pkey PRIMARY KEY (model_run_id, position));

COMMENT ON TABLE mmm_draw IS 'Joint posterior draws of a model run, one row a channel: arrays of big-endian IEEE 754 doubles.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-draw', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 43, '9:410aa99a466c419dbef5593206d95f2d', 'createTable tableName=mmm_draw', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-agent-state::bandit-pipeline
CREATE TABLE agent_state (arm_no BIGINT NOT NULL, alpha DOUBLE PRECISION NOT NULL, beta DOUBLE PRECISION NOT NULL, spending_micros BIGINT NOT NULL, trials BIGINT NOT NULL, value_per_conversion DOUBLE PRECISION NOT NULL, recent_micros BIGINT NOT NULL, last_day INTEGER, last_updated_us BIGINT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, CONSTRAINT agent_state_pkey PRIMARY KEY (arm_no));

COMMENT ON TABLE agent_state IS 'What the agent knows of each arm, computed from rows.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-agent-state', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 45, '9:a600e72984e4968d2052e563b8419c42', 'createTable tableName=agent_state', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-allocation::bandit-pipeline
CREATE TABLE allocation (allocation_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, currency VARCHAR(3) NOT NULL, budget_micros BIGINT NOT NULL, unspent_micros BIGINT NOT NULL, state VARCHAR(20) NOT NULL, reason TEXT NOT NULL, as_of_us BIGINT NOT NULL, config_hash VARCHAR(190) NOT NULL, agent_id TEXT NOT NULL, model_run_id VARCHAR(190), seed BIGINT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, CONSTRAINT allocation_pkey PRIMARY KEY (allocation_id));

COMMENT ON TABLE allocation IS 'Decided budgets and what they were computed from.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-allocation', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 47, '9:4f42b0b92b0c938e32a90e31d364d3eb', 'createTable tableName=allocation', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-allocation-arm::bandit-pipeline
CREATE TABLE allocation_arm (allocation_id VARCHAR(190) NOT NULL, arm_id VARCHAR(190) NOT NULL, budget_micros BIGINT NOT NULL, previous_micros BIGINT NOT NULL, low_micros BIGINT NOT NULL, high_micros BIGINT NOT NULL, marginal_return DOUBLE PRECISION, marginal_low DOUBLE PRECISION, marginal_high DOUBLE PRECISION, binding VARCHAR(20) NOT NULL, reason TEXT NOT NULL, CONSTRAINT allocation_arm_pkey PRIMARY KEY (allocation_id, arm_id));

COMMENT ON TABLE allocation_arm IS 'The budget of each arm in an allocation, and why.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-allocation-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 49, '9:22de0a5a94633df70f9f6adeeac197fb', 'createTable tableName=allocation_arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-job-run::bandit-pipeline
CREATE TABLE job_run (run_id VARCHAR(190) NOT NULL, workflow VARCHAR(190) NOT NULL, as_of_us BIGINT NOT NULL, position BIGINT NOT NULL, state VARCHAR(20), duration_ms BIGINT, CONSTRAINT job_run_pkey PRIMARY KEY (run_id));

COMMENT ON TABLE job_run IS 'Runs. state is null while a run goes on, or if it was killed.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-job-run', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 51, '9:34a8d9792416f5ad82587fe726dddba4', 'createTable tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-step-run::bandit-pipeline
CREATE TABLE step_run (run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, name VARCHAR(190) NOT NULL, state VARCHAR(20) NOT NULL, fetched BIGINT NOT NULL, stored BIGINT NOT NULL, changed BIGINT NOT NULL, unchanged BIGINT NOT NULL, duplicates BIGINT NOT NULL, quarantined BIGINT NOT NULL, parked BIGINT NOT NULL, removed BIGINT NOT NULL, duration_ms BIGINT NOT NULL, CONSTRAINT step_run_pkey PRIMARY KEY (run_id, position));

COMMENT ON TABLE step_run IS 'Steps of runs and what became of their rows.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-step-run', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 53, '9:5945e557d9bee02584aabccc7b5bd651', 'createTable tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-step-message::bandit-pipeline
CREATE TABLE step_message (run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL, CONSTRAINT step_message_pkey PRIMARY KEY (run_id, position, line));

COMMENT ON TABLE step_message IS 'What a step told a person.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-step-message', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 55, '9:698aacb2f83d023814507c4ac5763a9f', 'createTable tableName=step_message', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.1', 'bandit-pipeline', 'bandit-pipeline/0.1', NOW(), 57, '9:5b1c8fd0b00c6d798f312b858de36f1f', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.1');

-- Changeset bandit-pipeline/0.2::0.2-ix-mmm-run::bandit-pipeline
CREATE INDEX ix_mmm_run ON mmm_run(campaign_id, as_of_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-mmm-run', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 59, '9:9f7a5726f3ce685def07a96268740499', 'createIndex indexName=ix_mmm_run, tableName=mmm_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.2::0.2-ix-allocation::bandit-pipeline
CREATE INDEX ix_allocation ON allocation(campaign_id, as_of_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-allocation', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 61, '9:4e580867de0aad3f83f8677afb76872a', 'createIndex indexName=ix_allocation, tableName=allocation', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.2::0.2-ix-quarantine::bandit-pipeline
CREATE INDEX ix_quarantine ON quarantine(source, slice_kind, first_day);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 63, '9:881bd389567f4af74027b9d28c29029a', 'createIndex indexName=ix_quarantine, tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.2::0.2::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.2', 'bandit-pipeline', 'bandit-pipeline/0.2', NOW(), 65, '9:47603f56bc0ba23fa7faf8149f86e01b', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.2');

-- Changeset bandit-pipeline/0.3::0.3-quarantine::bandit-pipeline
ALTER TABLE quarantine ADD state_us BIGINT;

ALTER TABLE quarantine ADD last_event INTEGER;

ALTER TABLE quarantine ADD entity_level SMALLINT;

ALTER TABLE quarantine ADD entity_id TEXT;

ALTER TABLE quarantine ADD granularity SMALLINT;

ALTER TABLE quarantine ADD start_us BIGINT;

ALTER TABLE quarantine ADD end_us BIGINT;

ALTER TABLE quarantine ADD local_day INTEGER;

ALTER TABLE quarantine ADD observed_us BIGINT;

ALTER TABLE quarantine ADD origin SMALLINT;

ALTER TABLE quarantine ADD impressions BIGINT;

ALTER TABLE quarantine ADD clicks BIGINT;

ALTER TABLE quarantine ADD conversion_micros BIGINT;

ALTER TABLE quarantine ADD cost_micros BIGINT;

ALTER TABLE quarantine ADD revenue_micros BIGINT;

ALTER TABLE quarantine ADD currency VARCHAR(3);

ALTER TABLE quarantine ADD basis SMALLINT;

ALTER TABLE quarantine ADD setting TEXT;

ALTER TABLE quarantine ADD seen_us BIGINT;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 67, '9:816ddb12ce1331a0cdceabf28e3e22a2', 'addColumn tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-ix-quarantine-state::bandit-pipeline
CREATE INDEX ix_quarantine_state ON quarantine(source, subject, state);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-ix-quarantine-state', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 69, '9:2869f493bb33fb6e8f1ecc8315702a2e', 'createIndex indexName=ix_quarantine_state, tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-quarantine-event::bandit-pipeline
CREATE TABLE quarantine_event (held_id VARCHAR(64) NOT NULL, position INTEGER NOT NULL, at_us BIGINT NOT NULL, from_state VARCHAR(20), to_state VARCHAR(20) NOT NULL, actor TEXT NOT NULL, note TEXT NOT NULL, entity_level SMALLINT, entity_id TEXT, granularity SMALLINT, start_us BIGINT, end_us BIGINT, local_day INTEGER, observed_us BIGINT, origin SMALLINT, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, currency VARCHAR(3), basis SMALLINT, setting TEXT, CONSTRAINT quarantine_event_pkey PRIMARY KEY (held_id, position));

COMMENT ON TABLE quarantine_event IS 'What became of each row in quarantine: its audit trail. from_state is null for the first event; the other nullable columns are the row that was decided to count from then on.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quarantine-event', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 71, '9:0c8f41a246db246670f9d2e291c2e4e7', 'createTable tableName=quarantine_event', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-quality-score::bandit-pipeline
CREATE TABLE quality_score (local_day INTEGER NOT NULL, subject_kind VARCHAR(20) NOT NULL, subject_id VARCHAR(400) NOT NULL, dimension VARCHAR(20) NOT NULL, numerator DOUBLE PRECISION NOT NULL, denominator DOUBLE PRECISION NOT NULL, at_us BIGINT NOT NULL, CONSTRAINT quality_score_pkey PRIMARY KEY (local_day, subject_kind, subject_id, dimension));

COMMENT ON TABLE quality_score IS 'How good the data of a subject is in one dimension: numerator of denominator, which is 0 where nothing was due. local_day: 0 if it is of no single day.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quality-score', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 73, '9:18cfccaa15c5f8b11c88eb7fce62cb97', 'createTable tableName=quality_score', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-quality-finding::bandit-pipeline
CREATE TABLE quality_finding (check_id VARCHAR(400) NOT NULL, finding_id VARCHAR(64) NOT NULL, rule_id VARCHAR(190) NOT NULL, dimension VARCHAR(20) NOT NULL, severity VARCHAR(20) NOT NULL, subject_kind VARCHAR(20) NOT NULL, subject_id VARCHAR(400) NOT NULL, local_day INTEGER NOT NULL, field TEXT NOT NULL, field_value TEXT NOT NULL, text TEXT NOT NULL, occurrences BIGINT NOT NULL, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL, resolved_us BIGINT, CONSTRAINT quality_finding_pkey PRIMARY KEY (check_id, finding_id));

COMMENT ON TABLE quality_finding IS 'What checks found: the latest episode of each finding. finding_id: SHA-256 of rule, subject, day and field. resolved_us is null while it is open.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quality-finding', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 75, '9:352de151b11272b14155973999e95fb2', 'createTable tableName=quality_finding', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-detector-state::bandit-pipeline
CREATE TABLE detector_state (detector VARCHAR(190) NOT NULL, series_key VARCHAR(400) NOT NULL, state BYTEA NOT NULL, CONSTRAINT detector_state_pkey PRIMARY KEY (detector, series_key));

COMMENT ON TABLE detector_state IS 'What detectors of anomalies have learnt of each series, in a form of their own.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-detector-state', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 77, '9:d7e324e97364d6fc5e6f747c75329d4d', 'createTable tableName=detector_state', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-exchange-rate::bandit-pipeline
CREATE TABLE exchange_rate (from_currency VARCHAR(3) NOT NULL, to_currency VARCHAR(3) NOT NULL, local_day INTEGER NOT NULL, known_us BIGINT NOT NULL, rate VARCHAR(190) NOT NULL, published_day INTEGER NOT NULL, source VARCHAR(190) NOT NULL, provisional SMALLINT NOT NULL, CONSTRAINT exchange_rate_pkey PRIMARY KEY (from_currency, to_currency, local_day, known_us));

COMMENT ON TABLE exchange_rate IS 'Rates that amounts were converted with, every revision: of each pair and day the latest known counts. rate: units of to_currency for one of from_currency, as decimal text, exact. local_day: the day it is used for; published_day: the day it was published for.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-exchange-rate', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 79, '9:664448020d27c2576a69b1795fe77428', 'createTable tableName=exchange_rate', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.3', 'bandit-pipeline', 'bandit-pipeline/0.3', NOW(), 81, '9:0bc8742bc8156ba783f897acc91675f3', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.3');

-- Changeset bandit-pipeline/0.4::0.4-scheduled-job::bandit-pipeline
CREATE TABLE scheduled_job (task_name VARCHAR(190) NOT NULL, task_instance VARCHAR(190) NOT NULL, task_data BYTEA, execution_time TIMESTAMP WITH TIME ZONE NOT NULL, picked BOOLEAN NOT NULL, picked_by VARCHAR(190), last_success TIMESTAMP WITH TIME ZONE, last_failure TIMESTAMP WITH TIME ZONE, consecutive_failures INTEGER, last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL, paused BOOLEAN NOT NULL, CONSTRAINT scheduled_job_pkey PRIMARY KEY (task_name, task_instance));

COMMENT ON TABLE scheduled_job IS 'Jobs and when each is run next. task_data: the slot that is waited for or was begun, failures, skipped slots and the trigger, as text.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-scheduled-job', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 83, '9:469782a18e4512492caf828472f0cdc1', 'createTable tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-scheduled-job-execution::bandit-pipeline
CREATE INDEX ix_scheduled_job_execution ON scheduled_job(execution_time);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-scheduled-job-execution', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 85, '9:6798ec717b5e579e92fac909ceb21703', 'createIndex indexName=ix_scheduled_job_execution, tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-scheduled-job-heartbeat::bandit-pipeline
CREATE INDEX ix_scheduled_job_heartbeat ON scheduled_job(last_heartbeat);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-scheduled-job-heartbeat', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 87, '9:739d206f2f49986ddabb4eddf2c533e3', 'createIndex indexName=ix_scheduled_job_heartbeat, tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run::bandit-pipeline
ALTER TABLE job_run ADD slot_us BIGINT;

ALTER TABLE job_run ADD scope TEXT;

ALTER TABLE job_run ADD first_day INTEGER;

ALTER TABLE job_run ADD last_day INTEGER;

ALTER TABLE job_run ADD started_by TEXT;

ALTER TABLE job_run ADD instance TEXT;

ALTER TABLE job_run ADD attempts INTEGER DEFAULT 1 NOT NULL;

ALTER TABLE job_run ADD started_us BIGINT;

ALTER TABLE job_run ADD ended_us BIGINT;

ALTER TABLE job_run ADD leased_until_us BIGINT DEFAULT 0 NOT NULL;

ALTER TABLE job_run ADD wanted VARCHAR(20) DEFAULT 'NONE' NOT NULL;

ALTER TABLE job_run ADD error TEXT;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 89, '9:c74700b7055082ef701b56a51ac5d613', 'addColumn tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run-moments::bandit-pipeline
UPDATE job_run SET started_us = as_of_us, ended_us = as_of_us + duration_ms * 1000, state = coalesce(state, 'RUNNING') WHERE started_us IS NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-moments', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 91, '9:80e8d76e1976f897ed2e6e8ebb127dae', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run-duration::bandit-pipeline
ALTER TABLE job_run DROP COLUMN duration_ms;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-duration', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 93, '9:af628fee740e482c866a7ed8f87c9a60', 'dropColumn columnName=duration_ms, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run-remarks::bandit-pipeline
COMMENT ON TABLE job_run IS 'Runs, and who holds each. wanted: what somebody wants of it. started_by and instance are null if a version before 0.4 noted it.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-remarks', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 95, '9:3a565ea981bbcd19c7e43c12d4eabc92', 'setTableRemarks tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-job-run::bandit-pipeline
CREATE INDEX ix_job_run ON job_run(position);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-job-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 97, '9:74121e1a5231beb473614061e01a535a', 'createIndex indexName=ix_job_run, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-job-run-workflow::bandit-pipeline
CREATE INDEX ix_job_run_workflow ON job_run(workflow, position);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-job-run-workflow', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 99, '9:ede8070c28a4c7191c480e78740c1bd2', 'createIndex indexName=ix_job_run_workflow, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-step-run::bandit-pipeline
ALTER TABLE step_run ADD parent VARCHAR(190);

ALTER TABLE step_run ADD attempts INTEGER DEFAULT 1 NOT NULL;

ALTER TABLE step_run ADD may_pass SMALLINT DEFAULT 0 NOT NULL;

ALTER TABLE step_run ADD started_us BIGINT;

ALTER TABLE step_run ADD gave SMALLINT DEFAULT 0 NOT NULL;

ALTER TABLE step_run ADD output TEXT;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-step-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 101, '9:5f310bc457a40a66b6c443036932f14a', 'addColumn tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-step-run-names::bandit-pipeline
UPDATE step_run SET name = concat(substr(name, 1, 170), ' #', position) WHERE (run_id, position) IN
            (SELECT run_id, position FROM (SELECT later.run_id, later.position FROM step_run later
            JOIN step_run earlier ON earlier.run_id = later.run_id AND earlier.name = later.name AND earlier.position < later.position) twice);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-step-run-names', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 103, '9:936b2ce09edbbf44fa89283bc000ae25', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-uq-step-run::bandit-pipeline
CREATE UNIQUE INDEX uq_step_run ON step_run(run_id, name);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-uq-step-run', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 105, '9:cf48ea92a467d8137fc0bc392902579b', 'createIndex indexName=uq_step_run, tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-alert::bandit-pipeline
CREATE TABLE alert (alert_id VARCHAR(64) NOT NULL, episode INTEGER NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL, severity VARCHAR(20) NOT NULL, message TEXT NOT NULL, occurrences BIGINT NOT NULL, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL, delivered_us BIGINT NOT NULL, delivered_severity VARCHAR(20) NOT NULL, acknowledged_by TEXT, acknowledged_us BIGINT, resolved_us BIGINT, CONSTRAINT alert_pkey PRIMARY KEY (alert_id, episode));

COMMENT ON TABLE alert IS 'Alerts and what became of them. alert_id: SHA-256 of code and subject; of its episodes only the last can be open, and is if its resolved_us is null.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-alert', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 107, '9:407529f188912229d70ca8fbeb608843', 'createTable tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-alert-resolved::bandit-pipeline
CREATE INDEX ix_alert_resolved ON alert(resolved_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-alert-resolved', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 109, '9:aff72c40158d7853895d8efc4e9d0038', 'createIndex indexName=ix_alert_resolved, tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-alert-last::bandit-pipeline
CREATE INDEX ix_alert_last ON alert(last_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-alert-last', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 111, '9:1a2dab4f9784aa861a6f1bff423c9f30', 'createIndex indexName=ix_alert_last, tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-watermark::bandit-pipeline
ALTER TABLE watermark ADD complete_from_us BIGINT DEFAULT 0 NOT NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-watermark', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 113, '9:280963f358c70713b8a0135e45207845', 'addColumn tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-watermark-remarks::bandit-pipeline
COMMENT ON TABLE watermark IS 'What is complete of a feed, in epoch microseconds: from an instant up to the first that is not.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-watermark-remarks', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 115, '9:d6ed7d71a28d09395f88d5b1a34fcad6', 'setTableRemarks tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.4', 'bandit-pipeline', 'bandit-pipeline/0.4', NOW(), 117, '9:69ea60ba2c4182cdddee0de9a7751055', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.4');

-- Changeset bandit-pipeline/0.5::0.5-api-call::bandit-pipeline
CREATE TABLE api_call (call_no BIGINT NOT NULL, platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, endpoint TEXT NOT NULL, called_us BIGINT NOT NULL, took_micros BIGINT NOT NULL, attempt INTEGER NOT NULL, status INTEGER NOT NULL, request_id TEXT NOT NULL, failed SMALLINT NOT NULL, error_code TEXT NOT NULL, error TEXT NOT NULL, CONSTRAINT api_call_pkey PRIMARY KEY (call_no));

COMMENT ON TABLE api_call IS 'Calls of the APIs of platforms. took_micros: millionths of a second; failed: 1 if error_code says something; status: 0 if there was no answer.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-api-call', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 119, '9:8105ba9eb3fb16c7cdfeee1a101924a5', 'createTable tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-api-call::bandit-pipeline
CREATE INDEX ix_api_call ON api_call(called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 121, '9:a9c6a3d7e8921898cb3cc3c9afabed96', 'createIndex indexName=ix_api_call, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-api-call-platform::bandit-pipeline
CREATE INDEX ix_api_call_platform ON api_call(platform, called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call-platform', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 123, '9:e2aec5a3feea135246bfa8e038143208', 'createIndex indexName=ix_api_call_platform, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-api-call-failed::bandit-pipeline
CREATE INDEX ix_api_call_failed ON api_call(failed, called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call-failed', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 125, '9:d64c0a3d49dabf7d02a11d814ab766aa', 'createIndex indexName=ix_api_call_failed, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-slice-size::bandit-pipeline
CREATE TABLE slice_size (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, source VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, granularity SMALLINT NOT NULL, max_days INTEGER NOT NULL, noted_us BIGINT NOT NULL, CONSTRAINT slice_size_pkey PRIMARY KEY (platform, account_id, source, level, granularity));

COMMENT ON TABLE slice_size IS 'How many days at once a platform was able to answer for, by feed.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-slice-size', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 127, '9:bcebbc8f12d6d93d75f27b633ef8ac53', 'createTable tableName=slice_size', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-budget-change::bandit-pipeline
CREATE TABLE budget_change (change_no BIGINT NOT NULL, allocation_id VARCHAR(190) NOT NULL, arm_id VARCHAR(190) NOT NULL, account_key VARCHAR(400) NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, at_us BIGINT NOT NULL, currency VARCHAR(3) NOT NULL, before_micros BIGINT, after_micros BIGINT NOT NULL, state VARCHAR(20) NOT NULL, text TEXT NOT NULL, CONSTRAINT budget_change_pkey PRIMARY KEY (change_no));

COMMENT ON TABLE budget_change IS 'What became of the budgets of platform entities. before_micros is null if it was not read; amounts are in currency.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-budget-change', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 129, '9:e50f1de93b830dc6bf15f3d8867a1ab1', 'createTable tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-budget-change::bandit-pipeline
CREATE INDEX ix_budget_change ON budget_change(at_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-budget-change', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 131, '9:f96f59ccc9bbe3ac05e261225f966dcc', 'createIndex indexName=ix_budget_change, tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-budget-change-entity::bandit-pipeline
CREATE INDEX ix_budget_change_entity ON budget_change(account_key, level, entity_id, at_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-budget-change-entity', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 133, '9:57407c92a2735fa65f839bee16c3cc10', 'createIndex indexName=ix_budget_change_entity, tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-entity-listing::bandit-pipeline
CREATE TABLE entity_listing (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, listed_us BIGINT NOT NULL, CONSTRAINT entity_listing_pkey PRIMARY KEY (platform, account_id));

COMMENT ON TABLE entity_listing IS 'When the entities of an account were listed last.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-entity-listing', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 135, '9:3abe131d648c9fe604b15c0fa3785bb7', 'createTable tableName=entity_listing', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-platform-entity::bandit-pipeline
CREATE TABLE platform_entity (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, name TEXT NOT NULL, parent_level SMALLINT, parent_id VARCHAR(190), status VARCHAR(20) NOT NULL, first_seen_us BIGINT NOT NULL, last_seen_us BIGINT, CONSTRAINT platform_entity_pkey PRIMARY KEY (platform, account_id, level, entity_id));

COMMENT ON TABLE platform_entity IS 'Campaigns, ad groups and ads as platforms list them. last_seen_us is null of those that the latest listing has.';

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-platform-entity', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 137, '9:b51d7c162303819aa19d4fe6a3ea1c42', 'createTable tableName=platform_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.5', 'bandit-pipeline', 'bandit-pipeline/0.5', NOW(), 139, '9:ab77a8ae68c15518be13a45394ed83d8', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.5');
