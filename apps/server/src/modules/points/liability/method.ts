/** How the report on points owed is worked out, in words. */
export const liabilityMethod = {
  zh: "期初 + 发放 - 核销 - 失效 - 追回 + 调整 + 转入 - 转出 = 期末，按生效日期（方案时区）归入自然月。核销已减去退回；已到期但尚未入账的积分，在到期的月份算作失效；午夜失效的积分算在刚结束的那一天。补录的旧账落在它发生的月份，并标注为关账后变动。金额 = 积分 × 每千分成本，四舍五入到最小货币单位，采用当前方案的成本。期末减去可用、待生效、冻结后的差额是欠分。",
  en: "Opening + issued - spent - expired - clawed back + adjusted + transferred in - transferred out = closing, in calendar months of the programme's zone by the day things took effect. Spent is less what was returned. Points past their date count as expired in the month of that date, booked or not; those that die at midnight died on the day that ends. Facts recorded late land in the month they belong to and are told as changed after close. Money is points times the cost per thousand of the programme in force, to the nearest minor unit, halves up. Arrears are what available, pending and held exceed the closing balance by.",
};
