import { DAY } from "../data/dates";

/** Midnight of the first and of the last day that ISO 8601 writes with a year of four digits. */
const FIRST = -62_167_219_200_000, LAST = 253_402_214_400_000;

/** The days of orders: the day after each can be written, too. What is later, such as 9999-12-31, stands for no date. */
export const ORDER_DAYS = "from 0000-01-01 to 9999-12-30";

/** Whether an order can be of this time; false for NaN. */
export const isOrderTime = (time: number): boolean => FIRST <= time && time < LAST;

/** Whether the day of a time can be written, and read back; false for NaN. */
export const isWritable = (time: number): boolean => FIRST <= time && time < LAST + DAY;
